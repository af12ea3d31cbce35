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
 'optional': ''}
