;;; emacs_scenario.el --- what somebody does, written down as facts  -*- lexical-binding: t -*-

;; Runs in batch mode; the server was set up by the configuration before it.

(require 'json)
(require 'flymake)

(defvar facts nil)

(defun fact (name value)
  (push (cons name value) facts))

(defun await (condition)
  "Wait until CONDITION holds, and say whether it does."
  (let ((turns 0))
    (while (and (not (funcall condition)) (< turns 1000))
      (accept-process-output nil 0.02)
      (setq turns (1+ turns)))
    (if (funcall condition) t :json-false)))

(defun shown ()
  "What is shown in this buffer: positions and texts."
  (flymake-start)
  (mapcar (lambda (found)
            (list (flymake-diagnostic-beg found) (flymake-diagnostic-text found)))
          (flymake-diagnostics)))

(find-file "Procfile")
(fact 'mode (symbol-name major-mode))
(unless (eglot-current-server)
  (call-interactively #'eglot))
(flymake-mode 1)
(fact 'in_time (await #'shown))
(fact 'before (apply #'vector (mapcar (lambda (each) (apply #'vector each)) (shown))))

(let* ((actions (eglot-code-actions (point-min) (point-max)))
       (first (seq-find (lambda (each) (plist-get each :isPreferred)) actions)))
  (fact 'action (plist-get first :title))
  (unless (plist-get first :edit)
    (setq first (jsonrpc-request (eglot-current-server) :codeAction/resolve first)))
  (eglot--apply-workspace-edit (plist-get first :edit)))
(fact 'text (buffer-string))
(eglot--signal-textDocument/didChange) ; an idle timer's work, and batch mode is never idle
(fact 'gone_in_time (await (lambda () (not (shown)))))

(let ((first (eglot-current-server)))
  (find-file "requirements.txt")
  (unless (eglot-current-server)
    (call-interactively #'eglot))
  (fact 'one_server (if (eq first (eglot-current-server)) t :json-false)))

(with-temp-file (getenv "FACTS")
  (insert (json-encode facts)))
(set-buffer-modified-p nil)
(kill-emacs 0)
