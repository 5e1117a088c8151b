-- Read by Neovim 0.11 and newer when `vim.lsp.enable("verbatim")` is called. It needs nothing else of this plugin.
--
-- Since 0.11 Neovim writes no findings beside the text unless you say so:
--   vim.diagnostic.config({ virtual_text = true })
return {
  cmd = { "verbatim", "lsp" },
  filetypes = { "markdown" },
  root_markers = { "verbatim.toml", "sources", ".git" },
  -- How things are shown; what is checked stands in verbatim.toml. Hints also need `vim.lsp.inlay_hint.enable()`, lenses
  -- `vim.lsp.codelens.enable()` (0.12) or `vim.lsp.codelens.refresh()`.
  settings = { verbatim = { codeLens = true, inlayHints = false } },
}
