-- `:Verbatim …` is there whether or not `setup` is called: `vim.lsp.enable("verbatim")` is enough to start the server.
if vim.fn.has("nvim-0.7") == 1 then
  require("verbatim.commands").create()
end
