-- Drives a real Neovim (0.7 and newer), set up from editors/neovim, through the example: findings, hover, definition, an
-- edit, a quick fix. Writes one line a check. The environment names the server, the draft, and the file with what
-- `verbatim check` says about it: $SERVER, $DRAFT, $EXPECTED.
local uv = vim.uv or vim.loop
local failures = 0

local function check(holds, what, detail)
  if not holds then
    failures = failures + 1
    what = what .. (detail and (": " .. detail) or "")
  end
  io.stdout:write(holds and "ok: " or "FAILED: ", (what:gsub("\n", " ⏎ ")), "\n")
  return holds
end

-- Waits up to 20 seconds.
local function await(condition)
  return vim.wait(20000, condition, 5)
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

-- "line:column-line:column code", counted from 0, columns in bytes.
local function place(from_line, from, to_line, to, code)
  return ("%d:%d-%d:%d %s"):format(from_line, from, to_line, to, code)
end

-- What the command says about the draft, by place.
local function expected_findings(text)
  local function position(offset)
    local before = text:sub(1, offset)
    local _, line = before:gsub("\n", "")
    return line, #before:match("[^\n]*$")
  end
  local found = {}
  local function collect(value)
    if type(value) ~= "table" then
      return
    end
    if value.code and value.severity and value.bytes then
      local from_line, from = position(value.bytes[1])
      local to_line, to = position(value.bytes[2])
      table.insert(found, place(from_line, from, to_line, to, value.code))
    else
      for _, inner in pairs(value) do
        collect(inner)
      end
    end
  end
  collect(vim.fn.json_decode(read(vim.env.EXPECTED)).drafts)
  table.sort(found)
  return found
end

local function shown_findings()
  local found = vim.tbl_map(function(d)
    return place(d.lnum, d.col, d.end_lnum, d.end_col, tostring(d.code))
  end, vim.diagnostic.get(0))
  table.sort(found)
  return found
end

local function same(a, b)
  return table.concat(a, "\n") == table.concat(b, "\n")
end

local function client()
  local list = vim.lsp.get_clients or vim.lsp.get_active_clients
  for _, candidate in pairs(list()) do
    if candidate.name == "verbatim" then
      return candidate
    end
  end
end

local function ask(method, params)
  local replies = vim.lsp.buf_request_sync(0, method, params, 5000)
  for _, reply in pairs(replies or {}) do
    if reply.result then
      return reply.result
    end
  end
end

-- The finding as the server sent it, from the one Neovim made of it.
local function as_sent(diagnostic)
  local data = diagnostic.user_data and diagnostic.user_data.lsp or {}
  local encoding = client().offset_encoding
  local function position(line, column)
    local text = vim.api.nvim_buf_get_lines(0, line, line + 1, false)[1] or ""
    if encoding ~= "utf-8" then
      local utf32, utf16 = vim.str_utfindex(text, column)
      column = encoding == "utf-16" and utf16 or utf32
    end
    return { line = line, character = column }
  end
  return vim.tbl_extend("force", {
    range = {
      start = position(diagnostic.lnum, diagnostic.col),
      ["end"] = position(diagnostic.end_lnum, diagnostic.end_col),
    },
    message = diagnostic.message,
    severity = diagnostic.severity,
    code = diagnostic.code,
    source = diagnostic.source,
  }, data)
end

local function quick_fixes(diagnostic)
  local sent = as_sent(diagnostic)
  local actions = ask("textDocument/codeAction", {
    textDocument = vim.lsp.util.make_text_document_params(0),
    range = sent.range,
    context = { diagnostics = { sent } },
  })
  return vim.tbl_filter(function(action)
    return action.kind == "quickfix"
  end, actions or {})
end

local function apply(action)
  if not action.edit then
    action = ask("codeAction/resolve", action) or action
  end
  vim.lsp.util.apply_workspace_edit(action.edit, client().offset_encoding)
end

local function check_findings(text)
  local expected = expected_findings(text)
  local agree = await(function()
    return same(shown_findings(), expected)
  end)
  check(
    agree and #expected > 0,
    "the editor shows what the command says",
    "command " .. vim.inspect(expected) .. " editor " .. vim.inspect(shown_findings())
  )
  local codes, complete = {}, true
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    codes[diagnostic.code or "none"] = true
    complete = complete and diagnostic.source == "verbatim" and diagnostic.message ~= ""
  end
  check(vim.tbl_count(codes) >= 3, "findings of several rules", vim.inspect(codes))
  check(complete, "every finding has a source and a message")
end

-- A finding that has a passage of a source to show.
local function with_passage()
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    local sent = diagnostic.user_data and diagnostic.user_data.lsp
    local related = sent and sent.relatedInformation and sent.relatedInformation[1]
    if related then
      return diagnostic, related
    end
  end
end

local function check_passage()
  local diagnostic, related = with_passage()
  if not diagnostic then
    -- Neovim 0.7 and 0.8 keep only a part of what was sent.
    diagnostic = vim.diagnostic.get(0)[1]
  end
  vim.api.nvim_win_set_cursor(0, { diagnostic.lnum + 1, diagnostic.col + 1 })
  local params = vim.lsp.util.make_position_params(0, client().offset_encoding)
  if related then
    local path = vim.uri_to_fname(related.location.uri)
    check(uv.fs_stat(path) and path:find("/sources/", 1, true), "related information leads into a source", path)
  end
  local hover = ask("textDocument/hover", params)
  local card = hover and hover.contents and hover.contents.value or ""
  check(#card > 20, "the hover card says something", card)
  local definition = ask("textDocument/definition", params)
  local target = definition and (definition[1] or definition)
  local uri = target and (target.targetUri or target.uri)
  check(uri and uv.fs_stat(vim.uri_to_fname(uri)) ~= nil, "the definition is in a file", vim.inspect(definition))
end

local function check_edit()
  local before = shown_findings()
  local last = vim.api.nvim_buf_line_count(0)
  vim.api.nvim_buf_set_lines(0, last, last, false, { "", "Naïve 🌊 it says [@no-such-source]." })
  local seen = await(function()
    return #shown_findings() == #before + 1
  end)
  local added = vim.tbl_filter(function(d)
    return d.lnum == last + 1 and d.code == "unknown-citation"
  end, vim.diagnostic.get(0))[1]
  local words = added and vim.api.nvim_buf_get_lines(0, last + 1, last + 2, false)[1]:sub(added.col + 1, added.end_col)
  check(seen and words and words:find("no-such-source", 1, true), "a new mistake is underlined", words or "nothing new")
  vim.api.nvim_buf_set_lines(0, last, last + 2, false, {})
  check(
    await(function()
      return same(shown_findings(), before)
    end),
    "when it is taken back, all is as before",
    vim.inspect(shown_findings())
  )
end

local function check_quick_fix()
  local rules = { ["altered-quote"] = true, ["changed-meaning"] = true }
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    local fix = rules[diagnostic.code] and quick_fixes(diagnostic)[1]
    if fix then
      local before, was = shown_findings(), place(
        diagnostic.lnum,
        diagnostic.col,
        diagnostic.end_lnum,
        diagnostic.end_col,
        diagnostic.code
      )
      apply(fix)
      local gone = await(function()
        return #shown_findings() == #before - 1 and not vim.tbl_contains(shown_findings(), was)
      end)
      check(gone, ("the quick fix %q settles %s"):format(fix.title, was), vim.inspect(shown_findings()))
      return
    end
  end
  check(false, "an altered quotation has a quick fix")
end

-- How many findings are written behind their lines.
local function virtual_texts()
  local count = 0
  for _, namespace in pairs(vim.diagnostic.get_namespaces()) do
    local id = namespace.user_data.virt_text_ns
    count = count + (id and #vim.api.nvim_buf_get_extmarks(0, id, 0, -1, {}) or 0)
  end
  return count
end

-- The location list holds every quotation of the draft with its verdict.
local function check_quotations()
  local report = vim.fn.json_decode(read(vim.env.EXPECTED))
  local draft = vim.api.nvim_get_current_win()
  vim.cmd("Verbatim quotations")
  await(function()
    return #vim.fn.getloclist(draft) > 0
  end)
  local shown = vim.tbl_map(function(item)
    return item.lnum .. " " .. item.text:match("^[^:]*")
  end, vim.fn.getloclist(draft))
  local expected = vim.tbl_map(function(quotation)
    return quotation.range.start.line .. " " .. quotation.verdict
  end, report.drafts[1].quotations)
  check(#shown > 0 and same(shown, expected), "the list of quotations says what the command says", vim.inspect(shown))
  vim.cmd("lclose")
  vim.api.nvim_set_current_win(draft)
end

-- `:Verbatim source` opens the passage beside the draft, with the cursor on it.
local function check_source()
  local altered = vim.tbl_filter(function(diagnostic)
    return diagnostic.code == "altered-quote"
  end, vim.diagnostic.get(0))[1]
  local draft = vim.api.nvim_get_current_win()
  vim.api.nvim_win_set_cursor(0, { altered.lnum + 1, altered.col + 1 })
  vim.cmd("Verbatim source")
  local opened = await(function()
    return vim.api.nvim_buf_get_name(0):find("/sources/", 1, true) ~= nil
  end)
  local line = vim.api.nvim_get_current_line():sub(vim.api.nvim_win_get_cursor(0)[2] + 1)
  check(opened and #line > 0, "the source opens beside the draft", vim.api.nvim_buf_get_name(0))
  if vim.api.nvim_get_current_win() ~= draft then
    vim.cmd("close")
  end
  vim.api.nvim_set_current_win(draft)
end

-- `:Verbatim check` says how all drafts stand, with the command's own numbers.
local function check_workspace()
  local report = vim.fn.json_decode(read(vim.env.EXPECTED)).summary
  local said, notify = "", vim.notify
  vim.notify = function(message)
    said = message
  end
  vim.cmd("Verbatim check")
  await(function()
    return said ~= ""
  end)
  vim.notify = notify
  local expected = ("%d of %d quotations verified"):format(
    report.verbatim + report.edited,
    report.quotations - report.unchecked
  )
  check(said:find(expected, 1, true), "the check of the workspace ends with a sum", said)
end

-- The tally stands in a code lens.
local function check_code_lens()
  local lens
  await(function()
    lens = vim.lsp.codelens.get(vim.fn.has("nvim-0.12") == 1 and { bufnr = 0 } or 0)[1]
    return lens ~= nil
  end)
  lens = lens and (lens.lens or lens)
  local title = lens and lens.command and lens.command.title or ""
  check(title:find("verified", 1, true), "a code lens says how many are verified", vim.inspect(lens))
end

local function check_plugin()
  check(virtual_texts() > 0, "findings are written behind their lines")
  local before = shown_findings()
  local old = client().id
  vim.cmd("Verbatim restart")
  local fresh = await(function()
    return client() and client().id ~= old and #vim.diagnostic.get(0) > 0
  end)
  check(fresh, "a restart starts another server")
  check(
    await(function()
      return same(shown_findings(), before)
    end),
    "which finds the same",
    vim.inspect(shown_findings())
  )
  vim.cmd("Verbatim doctor")
  local said = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
  check(said:find("sources", 1, true) and not said:find("unrecognized", 1, true), "the doctor reports", said)
  vim.cmd("close")
  vim.cmd("checkhealth verbatim")
  local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
  check(report:find("positions in") and not report:find("ERROR"), "the health check is content", report)
end

local function main()
  require("verbatim").setup({ cmd = { vim.env.SERVER, "lsp" } })
  vim.cmd("filetype on")
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.DRAFT))
  local begun = uv.hrtime()
  local shown = await(function()
    return #vim.diagnostic.get(0) > 0
  end)
  if not check(shown, "findings appear") then
    return
  end
  local version = vim.version()
  io.stdout:write(
    ("Neovim %d.%d.%d, positions in %s, %.0f ms to the first findings\n"):format(
      version.major,
      version.minor,
      version.patch,
      client().offset_encoding,
      (uv.hrtime() - begun) / 1e6
    )
  )
  check_findings(read(vim.env.DRAFT))
  check_passage()
  check_edit()
  check_quotations()
  check_source()
  check_workspace()
  check_code_lens()
  check_quick_fix()
  check_plugin()
end

-- Once Neovim is up, as when a person uses it: before that, `vim.lsp.enable` leaves open buffers alone.
vim.api.nvim_create_autocmd("VimEnter", {
  callback = vim.schedule_wrap(function()
    local ran, problem = pcall(main)
    if not ran then
      check(false, "the test ran to its end", tostring(problem))
    end
    vim.cmd(failures == 0 and "qall!" or "cquit 1")
  end),
})
