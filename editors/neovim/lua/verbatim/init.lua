-- Starts `verbatim lsp` for Markdown drafts, on Neovim 0.7 and newer.
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

local function on_attach(client, buffer)
  if M.options.virtual_text then
    for _, namespace in ipairs(namespaces(client)) do
      vim.diagnostic.config({ virtual_text = M.options.virtual_text }, namespace)
    end
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

local function start_in(buffer)
  local file = vim.api.nvim_buf_get_name(buffer)
  if file == "" or vim.bo[buffer].buftype ~= "" then
    return
  end
  local config = {
    name = "verbatim",
    cmd = M.options.cmd,
    root_dir = find_root(file, M.options.root_markers),
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

local function our_clients()
  local list = vim.lsp.get_clients or vim.lsp.get_active_clients
  return vim.tbl_filter(function(client)
    return client.name == "verbatim"
  end, list())
end

local function stop_all(force)
  for _, client in ipairs(our_clients()) do
    if vim.fn.has("nvim-0.11") == 1 then
      client:stop(force)
    else
      vim.lsp.stop_client(client.id, force)
    end
  end
end

-- Stops the server and starts it anew for every draft that is open.
function M.restart()
  stop_all(false)
  local gone = vim.wait(2000, function()
    return #our_clients() == 0
  end, 20)
  if not gone then
    stop_all(true)
  end
  if not missing_program() then
    start_everywhere()
  end
end

-- Sets everything up; `options` as in `M.options`.
function M.setup(options)
  M.options = vim.tbl_extend("force", M.options, options or {})
  vim.api.nvim_create_user_command("VerbatimRestart", M.restart, { desc = "Restart the Verbatim server", force = true })
  if missing_program() then
    return
  end
  if vim.lsp.config and vim.lsp.enable then
    vim.lsp.config("verbatim", {
      cmd = M.options.cmd,
      filetypes = M.options.filetypes,
      root_markers = M.options.root_markers,
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
