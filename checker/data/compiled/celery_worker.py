"""Written by scripts.write_data from checker/data/options/celery-worker.toml; edit that, not this."""

DATA = {'distribution': 'celery',
 'version': '5.7.0',
 'date': '2026-11-22',
 'syntax': 'click',
 'values': '--app --concurrency --exclude-queues --executable --gid --heartbeat-interval '
           '--hostname --include --logfile --loglevel --max-memory-per-child --max-tasks-per-child '
           '--optimization --pidfile --pool --pool-start-method --queues --schedule '
           '--schedule-filename --scheduler --soft-time-limit --statedb --time-limit --uid --umask '
           '-A -I -O -P -Q -S -X -c -f -l -n -s',
 'flags': '--autoscale --beat --detach --disable-prefetch --discard --events --help '
          '--prefetch-multiplier --purge --task-events --without-gossip --without-heartbeat '
          '--without-mingle -B -D -E',
 'optional': '',
 'types': '--heartbeat-interval=int --max-memory-per-child=int --max-tasks-per-child=int '
          '--prefetch-multiplier=int --soft-time-limit=float --time-limit=float',
 'releases': {'oldest': '5.0.3',
              'newest': '5.7.0',
              'first': '--disable-prefetch=5.6.0 --optimization=5.3.1 --pool-start-method=5.7.0',
              'last': '--app=? -A=?',
              'choices': {'--loglevel': '5.0.3 5.7.0 CRITICAL=: DEBUG=: ERROR=: FATAL=: INFO=: '
                                        'WARNING=:',
                          '--optimization': '5.3.1 5.7.0 default=: fair=:',
                          '--pool': '5.0.3 5.7.0 custom=5.3.0: eventlet=: gevent=: prefork=: '
                                    'processes=5.1.1: solo=: threads=5.1.1:',
                          '--pool-start-method': '5.7.0 5.7.0 fork=: spawn=:'}}}
