-- `:checkhealth verbatim`
local M = {}

-- The names of the reporting functions before and since Neovim 0.9.
local report = vim.health or require("health")
local start = report.start or report.report_start
local ok = report.ok or report.report_ok
local warn = report.warn or report.report_warn
local error = report.error or report.report_error

local function first_line(command)
  local output = vim.fn.systemlist(command)
  return vim.v.shell_error == 0, output[1] or ""
end

local function check_program(program)
  if vim.fn.executable(program) == 0 then
    error(program .. " is not a program that can be run", {
      "Install it: cargo install verbatim-ls --locked",
      'Or name it: require("verbatim").setup({ cmd = { "/path/to/verbatim", "lsp" } })',
    })
    return
  end
  local ran, version = first_line({ program, "--version" })
  if ran then
    ok(("%s is %s"):format(vim.fn.exepath(program), version))
  else
    error(("%s does not run: %s"):format(vim.fn.exepath(program), version))
  end
end

local function check_clients()
  local list = vim.lsp.get_clients or vim.lsp.get_active_clients
  local running = 0
  for _, client in pairs(list()) do
    if client.name == "verbatim" then
      running = running + 1
      ok(("running for %s, positions in %s"):format(client.config.root_dir or "no folder", client.offset_encoding))
    end
  end
  if running == 0 then
    warn("no server is running", { "Open a Markdown file after setup(), then look here again" })
  end
end

function M.check()
  start("verbatim")
  if vim.fn.has("nvim-0.7") == 0 then
    error("Neovim 0.7 or newer is needed")
    return
  end
  check_program(require("verbatim").options.cmd[1])
  check_clients()
end

return M
