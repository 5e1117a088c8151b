;;; verbatim.el --- Check quotations against their sources  -*- lexical-binding: t -*-

;; Author: The Verbatim contributors
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))
;; Keywords: languages, text, tools
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Tells eglot that `verbatim lsp' serves Markdown drafts.  With this file on the load path:
;;
;;     (require 'verbatim)
;;     (add-hook 'markdown-mode-hook #'verbatim-ensure)
;;
;; Findings are flymake's; `eldoc' shows a quotation's card, `xref-find-definitions' goes to the
;; passage in the source, `eglot-code-actions' offers the quick fixes.

;;; Code:

(require 'eglot)

(defgroup verbatim nil
  "Check quotations against their sources."
  :group 'text
  :prefix "verbatim-")

(defcustom verbatim-program "verbatim"
  "The program to start as the server: a name on `exec-path', or a path."
  :type 'string)

(defconst verbatim-modes '(markdown-mode gfm-mode markdown-ts-mode)
  "The modes of drafts.")

(defun verbatim--contact (&rest _)
  "Return the command of the server, as `eglot-server-programs' wants it."
  (list verbatim-program "lsp"))

(add-to-list 'eglot-server-programs (cons verbatim-modes #'verbatim--contact))

;;;###autoload
(defun verbatim-ensure ()
  "Check the quotations of this buffer, if it visits a file."
  (interactive)
  (cond ((not buffer-file-name))
        ((executable-find verbatim-program) (eglot-ensure))
        (t (message "verbatim: %s is not a program that can be run; install it (cargo install verbatim-ls --locked) or set `verbatim-program'"
                    verbatim-program))))

(provide 'verbatim)
;;; verbatim.el ends here
