-- `:Verbatim …`
local clients = require("verbatim.clients")
local M = {}

-- Asks for the quotations of the current draft and hands them on with the client.
local function with_quotations(use)
  local params = { textDocument = vim.lsp.util.make_text_document_params(0) }
  clients.ask("verbatim/quotations", params, function(client, answer)
    if answer then
      use(client, answer)
    else
      clients.say("this file is not checked: it is a source, or there are no sources for it", vim.log.levels.WARN)
    end
  end)
end

-- The byte column, counted from 0, of a position of the protocol in a line of the current buffer.
local function byte_column(position, encoding)
  local line = vim.api.nvim_buf_get_lines(0, position.line, position.line + 1, false)[1] or ""
  if encoding == "utf-8" then
    return math.min(position.character, #line)
  end
  local found, column = pcall(vim.str_byteindex, line, position.character, encoding == "utf-16")
  return found and column or #line
end

local TYPES = { error = "E", warning = "W", information = "I", hint = "N" }

local function describe(quotation)
  local speaker = type(quotation.speaker) == "string" and (" — " .. quotation.speaker) or ""
  local words = quotation.text:gsub("%s+", " ")
  return ("%s: “%s”%s"):format(quotation.verdict, words, speaker)
end

-- The list without the path of the draft in every line; it is the same in all.
local function list_lines(list)
  local items = vim.fn.getloclist(list.winid, { id = list.id, items = 0 }).items
  return vim.tbl_map(function(item)
    return ("%4d %1s %s"):format(item.lnum, item.type, item.text)
  end, vim.list_slice(items, list.start_idx, list.end_idx))
end

-- All quotations of the draft with their verdicts, in the location list.
local function quotations()
  with_quotations(function(client, answer)
    local items = vim.tbl_map(function(quotation)
      local start, finish = quotation.range.start, quotation.range["end"]
      return {
        bufnr = vim.api.nvim_get_current_buf(),
        lnum = start.line + 1,
        col = byte_column(start, client.offset_encoding) + 1,
        end_lnum = finish.line + 1,
        end_col = byte_column(finish, client.offset_encoding) + 1,
        type = TYPES[quotation.severity] or "",
        text = describe(quotation),
      }
    end, answer.quotations)
    local tally = answer.tally
    local checked = tally.quotations - tally.unchecked
    local title = ("%d of %d verified"):format(tally.verbatim + tally.edited, checked)
    vim.fn.setloclist(0, {}, " ", { title = title, items = items, quickfixtextfunc = list_lines })
    vim.cmd("lopen")
  end)
end

local function is_within(position, range)
  local function before(a, b)
    return a.line < b.line or (a.line == b.line and a.character <= b.character)
  end
  return before(range.start, position) and before(position, range["end"])
end

-- The source of the quotation under the cursor, at the passage, in a window beside the draft.
local function source()
  with_quotations(function(client, answer)
    local encoding = client.offset_encoding
    local position = vim.lsp.util.make_position_params(0, encoding).position
    for _, quotation in ipairs(answer.quotations) do
      if is_within(position, quotation.range) then
        local passage = quotation.evidence[1]
        if not passage then
          clients.say("no source has words near enough to this quotation")
          return
        end
        vim.cmd("rightbelow vsplit")
        local location = { uri = passage.uri, range = passage.range }
        if vim.lsp.util.show_document then
          vim.lsp.util.show_document(location, encoding, { focus = true })
        else
          vim.lsp.util.jump_to_location(location, encoding)
        end
        vim.cmd("normal! zz")
        return
      end
    end
    clients.say("put the cursor into a quotation to open its source")
  end)
end

-- Checks every draft of the workspace and says how they stand.
local function check()
  clients.ask("workspace/executeCommand", { command = "verbatim.checkWorkspace" }, function(_, sum)
    if not sum then
      return
    end
    local verified, checked = sum.verbatim + sum.edited, sum.quotations - sum.unchecked
    local counts = ("%d of %d quotations verified, drafts: %d, errors: %d, warnings: %d"):format(
      verified,
      checked,
      sum.drafts,
      sum.errors,
      sum.warnings
    )
    local lines = vim.list_extend({ counts }, sum.problems)
    clients.say(table.concat(lines, "\n"), #sum.problems > 0 and vim.log.levels.WARN or nil)
  end)
end

-- Switches source and date behind verified quotations on and off.
local function hints()
  local hint = vim.lsp.inlay_hint
  if type(hint) ~= "table" or not hint.is_enabled then
    clients.say("inlay hints need Neovim 0.10 or newer", vim.log.levels.WARN)
    return
  end
  local client = clients.here()
  if client then
    local on = not hint.is_enabled({ bufnr = 0 })
    -- The server has them switched off by itself, and Neovim too.
    clients.set(client, "inlayHints", on)
    hint.enable(on, { bufnr = 0 })
  end
end

-- What a report of a fault needs, in a window of its own.
local function doctor()
  local command = { require("verbatim").options.cmd[1], "doctor" }
  local draft = vim.api.nvim_buf_get_name(0)
  if draft ~= "" and vim.bo.buftype == "" then
    table.insert(command, draft)
  end
  local lines = vim.fn.systemlist(command)
  vim.cmd("new")
  vim.api.nvim_buf_set_lines(0, 0, -1, false, lines)
  vim.bo.buftype, vim.bo.bufhidden, vim.bo.modifiable = "nofile", "wipe", false
end

local function log()
  vim.cmd("tabnew " .. vim.fn.fnameescape(vim.lsp.get_log_path and vim.lsp.get_log_path() or vim.lsp.log.get_filename()))
end

local function restart()
  require("verbatim").restart()
end

M.all = {
  check = check,
  doctor = doctor,
  hints = hints,
  log = log,
  quotations = quotations,
  restart = restart,
  source = source,
}

local function names(beginning)
  local found = vim.tbl_filter(function(name)
    return name:sub(1, #beginning) == beginning
  end, vim.tbl_keys(M.all))
  table.sort(found)
  return found
end

-- Makes the command `:Verbatim`.
function M.create()
  vim.api.nvim_create_user_command("Verbatim", function(call)
    local command = M.all[call.args]
    if command then
      command()
    else
      clients.say(("no such command: %s; there are %s"):format(call.args, table.concat(names(""), ", ")), vim.log.levels.ERROR)
    end
  end, { nargs = 1, complete = names, desc = "Check quotations against their sources", force = true })
end

return M
