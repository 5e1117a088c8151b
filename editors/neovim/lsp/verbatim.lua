-- Read by Neovim 0.11 and newer when `vim.lsp.enable("verbatim")` is called.
return {
  cmd = { "verbatim", "lsp" },
  filetypes = { "markdown" },
  root_markers = { "verbatim.toml", "sources", ".git" },
}
