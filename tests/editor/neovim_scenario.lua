-- What somebody does at the keyboard, written down as the facts that the test looks at.
-- Runs in Neovim 0.7 and newer; the server was set up by the configuration before it.
local facts = {}

local function shown(buffer)
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, {
      code = diagnostic.code,
      line = diagnostic.lnum,
      column = diagnostic.col,
      severity = diagnostic.severity,
      source = diagnostic.source,
      message = diagnostic.message,
    })
  end
  return found
end

local function has(buffer, code)
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    if diagnostic.code == code then return true end
  end
  return false
end

-- Waits for what the server says; what never comes is a fact too.
local function await(condition)
  return (vim.wait(20000, condition, 10))
end

local function client_of(buffer)
  local clients = (vim.lsp.get_clients or vim.lsp.get_active_clients)({ bufnr = buffer })
  for _, client in pairs(clients) do
    if client.name == 'pyspec_check' then return client end
  end
end

local function mend(buffer, code)
  local wanted = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    if diagnostic.code == code then wanted = diagnostic end
  end
  local place = { line = wanted.lnum, character = wanted.col }
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = { start = place, ['end'] = place },
    context = { diagnostics = {}, only = { 'quickfix' } },
  }, 20000)
  local client = client_of(buffer)
  for id, answer in pairs(answers or {}) do
    for _, action in ipairs(answer.result or {}) do
      if action.isPreferred then
        if not action.edit then
          local resolved = vim.lsp.buf_request_sync(buffer, 'codeAction/resolve', action, 20000)
          action = resolved[id].result
        end
        vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
        return action.title
      end
    end
  end
end

vim.cmd('edit Procfile')
local procfile = vim.api.nvim_get_current_buf()
facts.shown_in_time = await(function() return has(procfile, 'PROC003') end)
facts.before = shown(procfile)
facts.root = (client_of(procfile) or { config = {} }).config.root_dir

facts.action = mend(procfile, 'PROC003')
facts.text = vim.api.nvim_buf_get_lines(procfile, 0, -1, false)
facts.gone_in_time = await(function() return not has(procfile, 'PROC003') end)

vim.cmd('split requirements.txt')
vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'flask==1.0' })
facts.server_missing_in_time = await(function() return has(procfile, 'CMD001') end)
facts.with_server_missing = shown(procfile)
vim.cmd('undo')
facts.server_back_in_time = await(function() return not has(procfile, 'CMD001') end)

-- The last of the page: what is certain is mended on each save.
vim.api.nvim_set_current_buf(procfile)
vim.api.nvim_buf_set_lines(procfile, 0, -1, false, { 'web:gunicorn app:app' })
facts.broken_in_time = await(function() return has(procfile, 'PROC003') end)
vim.cmd('write')
facts.saved = vim.fn.readfile('Procfile')

facts.messages = vim.fn.execute('messages')
vim.fn.writefile({ vim.fn.json_encode(facts) }, vim.env.FACTS)
vim.cmd('qall!')
