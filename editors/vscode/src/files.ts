/** The files that a verdict may rest on: their buffers and their changes are told to the server. */

/** Patterns of open files, as VS Code's globs; any folder may be a root. */
export const OPEN_FILES = [
  "**/*[Pp]rocfile*",
  "**/*[Rr]untime*",
  "**/*[Rr]equir*",
  "**/*[Cc]onstraint*",
  "**/{requirements,constraints,deps,dependencies}/*.txt",
  "**/*.py",
  "**/{pyproject,pyspec-check}.toml",
  "**/setup.cfg",
  "**/{Pipfile,Pipfile.lock,poetry.lock,uv.lock}",
  "**/{.python-version,rainbondfile,.slugignore}",
  "**/{.gitignore,.gitattributes,.gitmodules}",
] as const;
