-- The running servers and what they are asked, on Neovim 0.7 and newer.
local M = {}

-- All clients of ours; with `buffer`, those that serve it.
function M.list(buffer)
  local list = vim.lsp.get_clients or vim.lsp.get_active_clients
  return vim.tbl_filter(function(client)
    return client.name == "verbatim" and (not buffer or vim.lsp.buf_is_attached(buffer, client.id))
  end, vim.tbl_values(list()))
end

-- The client that serves the current buffer; says so when there is none.
function M.here()
  local client = M.list(vim.api.nvim_get_current_buf())[1]
  if not client then
    M.say("no server runs for this file; :checkhealth verbatim says why", vim.log.levels.WARN)
  end
  return client
end

function M.stop(client, force)
  if vim.fn.has("nvim-0.11") == 1 then
    client:stop(force)
  else
    vim.lsp.stop_client(client.id, force)
  end
end

-- Sends a request about the current buffer; `answer` is called with the client and what it says, if it says anything.
function M.ask(method, params, answer)
  local client = M.here()
  if not client then
    return
  end
  local function handler(problem, result)
    if problem then
      M.say(problem.message or tostring(problem), vim.log.levels.ERROR)
    else
      answer(client, result)
    end
  end
  local buffer = vim.api.nvim_get_current_buf()
  if vim.fn.has("nvim-0.11") == 1 then
    client:request(method, params, handler, buffer)
  else
    client.request(method, params, handler, buffer)
  end
end

-- Changes one of the server's settings while it runs.
function M.set(client, name, value)
  -- Neovim answers the server's question for its settings from here; where depends on the version.
  for _, holder in ipairs({ client, client.config }) do
    if holder.settings then
      holder.settings.verbatim = vim.tbl_extend("force", holder.settings.verbatim or {}, { [name] = value })
    end
  end
  local params = { settings = client.config.settings }
  if vim.fn.has("nvim-0.11") == 1 then
    client:notify("workspace/didChangeConfiguration", params)
  else
    client.notify("workspace/didChangeConfiguration", params)
  end
end

function M.say(message, level)
  vim.notify("verbatim: " .. message, level or vim.log.levels.INFO)
end

return M
