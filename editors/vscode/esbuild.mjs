// Bundles the extension, or with --tests its tests too; `vscode` is what the editor brings.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const shared = {
  bundle: true,
  platform: "node",
  target: "node18",
  format: "cjs",
  external: ["vscode"],
  logLevel: "warning",
};

const { metafile } = await build({
  ...shared,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  minify: true,
  metafile: true,
});
writeFileSync("dist/notices.txt", notices(Object.keys(metafile.inputs)));

if (process.argv.includes("--tests")) {
  await build({
    ...shared,
    entryPoints: readdirSync("test")
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => `test/${name}`),
    outdir: "out/test",
    sourcemap: "inline",
  });
}

/** The licences of the packages that these bundled files belong to. */
function notices(files) {
  const packages = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(packages.filter(Boolean))]
    .sort()
    .map((folder) => {
      const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
      const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
      if (!licence) throw new Error(`${name} comes without its licence`);
      return `${name} ${version}\n\n${readFileSync(`${folder}/${licence}`, "utf8").trim()}\n`;
    })
    .join(`\n${"-".repeat(72)}\n\n`);
}
