;;; emacs.el --- Drive a real Emacs through the example  -*- lexical-binding: t -*-

;; With eglot, set up by editors/emacs/verbatim.el: findings, hover, definition, an edit, a quick fix.  Writes one line a
;; check.  The environment names the server, the draft, and the file with what `verbatim check' says about it: $SERVER,
;; $DRAFT, $EXPECTED.

;;; Code:

(require 'json)
(require 'package)
(package-initialize)                    ; Debian's eglot and markdown-mode
(require 'markdown-mode)
(require 'flymake)
(require 'verbatim)

(defvar check-failures 0)

(defun check (holds what &optional detail)
  "Report whether WHAT HOLDS, with DETAIL when it does not; return HOLDS."
  (unless holds (setq check-failures (1+ check-failures)))
  (princ (format "%s: %s%s\n" (if holds "ok" "FAILED") what
                 (if (or holds (not detail)) "" (format ": %S" detail))))
  holds)

(defun await (condition)
  "Wait up to 20 seconds for CONDITION; return what it returned last."
  (let ((end (+ (float-time) 20)) value)
    (while (and (not (setq value (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.01))
    value))

(defun code-of (diagnostic)
  "Return the rule's code of the flymake DIAGNOSTIC, as a string."
  (format "%s" (plist-get (alist-get 'eglot-lsp-diag (flymake-diagnostic-data diagnostic)) :code)))

(defun place (diagnostic)
  "Return where DIAGNOSTIC stands and its code; offsets in bytes, counted from 0."
  (format "%06d-%06d %s"
          (1- (position-bytes (flymake-diagnostic-beg diagnostic)))
          (1- (position-bytes (flymake-diagnostic-end diagnostic)))
          (code-of diagnostic)))

(defun shown-findings ()
  "Return the places of all findings in this buffer."
  (flymake-start)
  (sort (mapcar #'place (flymake-diagnostics)) #'string<))

(defun collect-findings (value)
  "Return the places of all findings in VALUE, a part of the command's report."
  (cond ((and (consp value) (assq 'code value) (assq 'severity value) (assq 'bytes value))
         (let ((bytes (alist-get 'bytes value)))
           (list (format "%06d-%06d %s" (elt bytes 0) (elt bytes 1) (alist-get 'code value)))))
        ((vectorp value) (mapcan #'collect-findings (append value nil)))
        ((consp value) (mapcan (lambda (entry) (collect-findings (cdr-safe entry))) value))))

(defun expected-findings ()
  "Return the places of all findings that the command reports."
  (sort (collect-findings (alist-get 'drafts (json-read-file (getenv "EXPECTED")))) #'string<))

(defun ask (method params)
  "Send METHOD with PARAMS to the server and return the answer."
  (jsonrpc-request (eglot-current-server) method params :timeout 5))

(defun file-of (uri)
  "Return the file that URI names."
  (url-unhex-string (replace-regexp-in-string "\\`file://" "" uri)))

(defun check-findings ()
  "The buffer shows what the command says."
  (let ((expected (expected-findings)))
    (check (and expected (await (lambda () (equal (shown-findings) expected))))
           "the editor shows what the command says" (list 'command expected 'editor (shown-findings)))
    (check (>= (length (delete-dups (mapcar #'code-of (flymake-diagnostics)))) 3) "findings of several rules")))

(defun check-passage ()
  "The card and the definition lead to the source."
  (goto-char (1+ (flymake-diagnostic-beg (some-altered))))
  (let* ((here (eglot--TextDocumentPositionParams))
         (card (plist-get (plist-get (ask :textDocument/hover here) :contents) :value))
         (definition (ask :textDocument/definition here))
         (target (if (vectorp definition) (and (> (length definition) 0) (elt definition 0)) definition))
         (uri (or (plist-get target :targetUri) (plist-get target :uri))))
    (check (and card (> (length card) 20)) "the hover card says something" card)
    (check (and uri (file-exists-p (file-of uri))) "the definition is in a file" definition)))

(defun some-altered ()
  "Return a finding that says the words were changed."
  (seq-find (lambda (diagnostic) (member (code-of diagnostic) '("altered-quote" "changed-meaning")))
            (flymake-diagnostics)))

(defun check-edit ()
  "A new mistake is seen, and seen to go."
  (let* ((before (shown-findings)) (begun (float-time))
         (end (progn (goto-char (point-max)) (point))))
    (insert "\nNaïve 🌊 it says [@no-such-source].\n")
    (eglot--signal-textDocument/didChange)
    (await (lambda () (= (length (shown-findings)) (1+ (length before)))))
    (let ((new (seq-find (lambda (diagnostic) (>= (flymake-diagnostic-beg diagnostic) end)) (flymake-diagnostics))))
      (check (and new (equal (code-of new) "unknown-citation")
                  (string-match-p "no-such-source" (buffer-substring (flymake-diagnostic-beg new)
                                                                     (flymake-diagnostic-end new))))
             "a new mistake is underlined" (shown-findings))
      (princ (format "%.0f ms from the edit to the finding\n" (* 1000 (- (float-time) begun)))))
    (delete-region end (point-max))
    (eglot--signal-textDocument/didChange)
    (check (await (lambda () (equal (shown-findings) before))) "when it is taken back, all is as before"
           (shown-findings))))

(defun apply-edit (edit)
  "Apply the workspace EDIT without asking, with older and newer eglot."
  (let ((eglot-confirm-server-edits nil) (eglot-confirm-server-initiated-edits nil))
    (condition-case nil (eglot--apply-workspace-edit edit)
      (wrong-number-of-arguments (eglot--apply-workspace-edit edit 'test)))))

(defun check-quick-fix ()
  "A quick fix settles what it is offered for."
  (let* ((finding (some-altered)) (was (place finding)) (before (shown-findings))
         (actions (eglot-code-actions (flymake-diagnostic-beg finding) (flymake-diagnostic-end finding)))
         (fix (seq-find (lambda (action) (equal (plist-get action :kind) "quickfix")) actions)))
    (when (and fix (not (plist-get fix :edit)))
      (setq fix (ask :codeAction/resolve fix)))
    (when (check fix "an altered quotation has a quick fix")
      (apply-edit (plist-get fix :edit))
      (eglot--signal-textDocument/didChange)
      (check (await (lambda () (let ((now (shown-findings)))
                                 (and (= (length now) (1- (length before))) (not (member was now))))))
             (format "the quick fix %S settles %s" (plist-get fix :title) was) (shown-findings)))))

(defun check-outline ()
  "The outline of the draft is its quotations."
  (let ((outline (format "%S" (eglot-imenu))))
    (check (string-match-p "We gave the order" outline) "the outline has the quotations" outline)))

(defun check-completion ()
  "A quotation that is begun is completed from the sources."
  (let ((end (goto-char (point-max))))
    (insert "\nShe said: “We gave the order at")
    (eglot--signal-textDocument/didChange)
    (pcase-let* ((`(,beg ,to ,table . ,_) (eglot-completion-at-point))
                 (typed (buffer-substring beg to))
                 ;; As `completion-at-point' does it, with the styles of eglot's category.
                 (found (and table (completion-all-completions typed table nil (length typed))))
                 (offered (when (consp found) (setcdr (last found) nil) found)))
      (check (seq-some (lambda (one) (string-match-p "twenty to three" one)) offered)
             "a quotation is completed from the sources" offered))
    (delete-region end (point-max))
    (eglot--signal-textDocument/didChange)))

(defun main ()
  "Run all checks."
  (setq make-backup-files nil auto-save-default nil create-lockfiles nil
        eglot-sync-connect 10 verbatim-program (getenv "SERVER"))
  (find-file (getenv "DRAFT"))
  (markdown-mode)
  (let ((begun (float-time)))
    (apply #'eglot (eglot--guess-contact))
    (check (eglot-current-server) "eglot connects")
    (flymake-mode 1)
    (check (await (lambda () (shown-findings))) "findings appear")
    (princ (format "Emacs %s, %.0f ms to the first findings\n" emacs-version (* 1000 (- (float-time) begun)))))
  (check-findings)
  (check-passage)
  (check-outline)
  (check-completion)
  (check-edit)
  (check-quick-fix)
  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot-current-server)))

(condition-case problem (main)
  (error (check nil "the test ran to its end" problem)))
(kill-emacs (if (= check-failures 0) 0 1))

;;; emacs.el ends here
