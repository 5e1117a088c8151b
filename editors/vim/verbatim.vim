" Verbatim for Vim with ALE (https://github.com/dense-analysis/ale). Source this after ALE is on the 'packpath':
"
"     packadd ale
"     source /path/to/verbatim/editors/vim/verbatim.vim
"
" Another program than `verbatim` on PATH: let g:verbatim_program = '/path/to/verbatim' before.

let s:program = get(g:, 'verbatim_program', 'verbatim')

" The folder that a server is started for: the nearest with a configuration or with sources, else the draft's own.
function! s:Root(buffer) abort
  let l:here = fnamemodify(bufname(a:buffer), ':p:h')
  let l:config = findfile('verbatim.toml', l:here . ';')
  if !empty(l:config)
    return fnamemodify(l:config, ':p:h')
  endif
  let l:sources = finddir('sources', l:here . ';')
  return empty(l:sources) ? l:here : fnamemodify(l:sources, ':p:h:h')
endfunction

call ale#linter#Define('markdown', {
\   'name': 'verbatim',
\   'lsp': 'stdio',
\   'executable': s:program,
\   'command': '%e lsp',
\   'project_root': function('s:Root'),
\ })

if executable(s:program) != 1
  echomsg 'verbatim: ' . s:program . ' is not a program that can be run, so quotations are not checked;'
  \ . ' install it (cargo install verbatim-ls --locked) or set g:verbatim_program'
endif
