-- Starts `verbatim lsp` for Markdown drafts, on Neovim 0.7 and newer.
local clients = require("verbatim.clients")
local M = {}

-- What `setup` may change.
M.options = {
  cmd = { "verbatim", "lsp" },
  filetypes = { "markdown" },
  root_markers = { "verbatim.toml", "sources", ".git" },
  -- Findings written behind the line, for this server alone. Neovim 0.11 turned them off for all servers, which leaves
  -- a draft with underlines that say nothing. `false` leaves them as you have set them; a table is handed on to
  -- `vim.diagnostic.config`.
  virtual_text = true,
  -- "11 of 19 verified" at the top of a draft.
  code_lens = true,
  -- Source and date behind verified quotations, on Neovim 0.10 and newer; `:Verbatim hints` switches them.
  inlay_hints = false,
  -- Called with the client and the buffer number once the server is attached.
  on_attach = nil,
}

local uv = vim.uv or vim.loop

-- The nearest folder above `file` that holds a marker, else the folder of `file`.
local function find_root(file, markers)
  local folder = vim.fn.fnamemodify(file, ":p:h")
  local here = folder
  while true do
    for _, marker in ipairs(markers) do
      if uv.fs_stat(here .. "/" .. marker) then
        return here
      end
    end
    local above = vim.fn.fnamemodify(here, ":h")
    if above == here then
      return folder
    end
    here = above
  end
end

-- The namespaces in which Neovim keeps a client's findings: those the server pushes, and those Neovim pulls.
local function namespaces(client)
  local get = vim.lsp.diagnostic.get_namespace
  local found = { get(client.id) }
  local provider = client.server_capabilities and client.server_capabilities.diagnosticProvider
  if provider then
    table.insert(found, get(client.id, true, provider.identifier))
  end
  return found
end

local function show_code_lens(buffer)
  if vim.lsp.codelens.enable then
    vim.lsp.codelens.enable(true, { bufnr = buffer })
    return
  end
  -- Until 0.11 Neovim asks for them only when told to.
  local group = vim.api.nvim_create_augroup("verbatim_code_lens_" .. buffer, { clear = true })
  vim.api.nvim_create_autocmd({ "BufEnter", "InsertLeave", "TextChanged" }, {
    group = group,
    buffer = buffer,
    callback = vim.lsp.codelens.refresh,
  })
  vim.api.nvim_buf_call(buffer, vim.lsp.codelens.refresh)
end

local function on_attach(client, buffer)
  if M.options.virtual_text then
    for _, namespace in ipairs(namespaces(client)) do
      vim.diagnostic.config({ virtual_text = M.options.virtual_text }, namespace)
    end
  end
  if M.options.code_lens and client.server_capabilities.codeLensProvider then
    show_code_lens(buffer)
  end
  if M.options.inlay_hints and type(vim.lsp.inlay_hint) == "table" and vim.lsp.inlay_hint.enable then
    vim.lsp.inlay_hint.enable(true, { bufnr = buffer })
  end
  if M.options.on_attach then
    M.options.on_attach(client, buffer)
  end
end

local function missing_program()
  local program = M.options.cmd[1]
  if vim.fn.executable(program) == 1 then
    return false
  end
  vim.notify(
    ("verbatim: %s is not a program that can be run, so quotations are not checked. "):format(program)
      .. "Install it (cargo install verbatim-ls --locked) or name it: "
      .. 'require("verbatim").setup({ cmd = { "/path/to/verbatim", "lsp" } })',
    vim.log.levels.WARN
  )
  return true
end

-- One client a root, for versions that have no `vim.lsp.start` (0.7).
local clients_of_07 = {}

-- The settings of the server: how things are shown.
local function settings()
  return { verbatim = { codeLens = M.options.code_lens, inlayHints = M.options.inlay_hints } }
end

local function start_in(buffer)
  local file = vim.api.nvim_buf_get_name(buffer)
  if file == "" or vim.bo[buffer].buftype ~= "" then
    return
  end
  local config = {
    name = "verbatim",
    cmd = M.options.cmd,
    root_dir = find_root(file, M.options.root_markers),
    settings = settings(),
    on_attach = on_attach,
  }
  if vim.lsp.start then
    -- It attaches the current buffer, and for a while `FileType` may be handled in another one.
    vim.api.nvim_buf_call(buffer, function()
      vim.lsp.start(config)
    end)
    return
  end
  local id = clients_of_07[config.root_dir]
  if not (id and vim.lsp.get_client_by_id(id)) then
    id = vim.lsp.start_client(config)
    clients_of_07[config.root_dir] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

local function start_everywhere()
  if vim.lsp.enable then
    vim.lsp.enable("verbatim")
    return
  end
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(M.options.filetypes, vim.bo[buffer].filetype) then
      start_in(buffer)
    end
  end
end

-- Stops the server and starts it anew for every draft that is open.
function M.restart()
  local function stop(force)
    for _, client in ipairs(clients.list()) do
      clients.stop(client, force)
    end
  end
  stop(false)
  local gone = vim.wait(2000, function()
    return #clients.list() == 0
  end, 20)
  if not gone then
    stop(true)
  end
  if not missing_program() then
    start_everywhere()
  end
end

-- Whether `setup` was called: `vim.lsp.enable("verbatim")` alone starts the server too.
M.is_set_up = false

-- Sets everything up; `options` as in `M.options`.
function M.setup(options)
  M.is_set_up = true
  M.options = vim.tbl_extend("force", M.options, options or {})
  require("verbatim.commands").create()
  if missing_program() then
    return
  end
  if vim.lsp.config and vim.lsp.enable then
    vim.lsp.config("verbatim", {
      cmd = M.options.cmd,
      filetypes = M.options.filetypes,
      root_markers = M.options.root_markers,
      settings = settings(),
      on_attach = on_attach,
    })
  else
    vim.api.nvim_create_autocmd("FileType", {
      group = vim.api.nvim_create_augroup("verbatim", { clear = true }),
      pattern = M.options.filetypes,
      callback = function(event)
        start_in(event.buf)
      end,
    })
  end
  start_everywhere()
end

return M
