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
  local running = require("verbatim.clients").list()
  for _, client in ipairs(running) do
    ok(("running for %s, positions in %s"):format(client.config.root_dir or "no folder", client.offset_encoding))
  end
  if #running == 0 then
    warn("no server is running", { "Open a Markdown file after setup(), then look here again" })
  end
end

-- Findings are written behind the line by this plugin; without it, Neovim 0.11 and newer only underline.
local function check_display()
  local global = vim.diagnostic.config() or {}
  local plugin = require("verbatim")
  if (plugin.is_set_up and plugin.options.virtual_text) or global.virtual_text or global.virtual_lines then
    ok("findings are written beside the text")
  else
    warn("findings are only underlined", {
      "vim.diagnostic.config({ virtual_text = true }), or virtual_lines; both are off by default since Neovim 0.11",
    })
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
  check_display()
end

return M
