import picomatch from 'picomatch';

/** Globs as people mean them here: dot files too, in whatever case the file system forgives. */
export function pathMatcher(globs: readonly string[]): (path: string) => boolean {
  return picomatch([...globs], { dot: true, nocase: true, windows: false });
}

/** Manifests, lockfiles and vendored code: what decides which foreign code comes in. */
export const isDependencyFile = pathMatcher([
  '**/{package.json,package-lock.json,npm-shrinkwrap.json,yarn.lock,pnpm-lock.yaml}',
  '**/{pnpm-workspace.yaml,bun.lock,bun.lockb,deno.json,deno.jsonc,deno.lock,bower.json}',
  '**/{*requirements*.txt,requirements/*.txt,constraints*.txt,Pipfile,Pipfile.lock}',
  '**/{poetry.lock,uv.lock,pdm.lock,pyproject.toml,setup.py,setup.cfg,environment.yml}',
  '**/{go.mod,go.sum,go.work,go.work.sum,Cargo.toml,Cargo.lock,Gemfile,Gemfile.lock,*.gemspec}',
  '**/{composer.json,composer.lock,pom.xml,*.gradle,*.gradle.kts,gradle.lockfile}',
  '**/{libs.versions.toml,gradle-wrapper.properties,*.csproj,*.fsproj,packages.config}',
  '**/{packages.lock.json,Directory.Packages.props,nuget.config,mix.exs,mix.lock}',
  '**/{Podfile,Podfile.lock,Package.swift,Package.resolved,pubspec.yaml,pubspec.lock}',
  '**/{flake.nix,flake.lock,MODULE.bazel,MODULE.bazel.lock,WORKSPACE}',
  '**/{node_modules,vendor,third_party}/**',
]);

/** Files whose code runs as soon as somebody builds, tests or installs: before any review of it. */
export const isExecutableAtCi = pathMatcher([
  '**/{package.json,Makefile,GNUmakefile,*.mk,CMakeLists.txt,configure,justfile,Taskfile.y?(a)ml}',
  '**/{conftest.py,setup.py,setup.cfg,tox.ini,noxfile.py,pytest.ini,pyproject.toml,*.pth}',
  '**/{sitecustomize.py,usercustomize.py,build.rs,binding.gyp,Rakefile,Gemfile,*.gemspec}',
  '**/{*.gradle,*.gradle.kts,gradlew,gradlew.bat,gradle-wrapper.jar,pom.xml,mvnw,mvnw.cmd}',
  '**/{Dockerfile,Dockerfile.*,*.dockerfile,Containerfile,docker-compose*.y?(a)ml,compose.y?(a)ml}',
  '**/{vitest,vite,jest,webpack,rollup,babel,eslint,prettier,playwright,karma,next}.config.*',
  '**/{.mocharc*,.babelrc*,.eslintrc*,.pre-commit-config.y?(a)ml,.prettierrc*,lefthook.y?(a)ml}',
  '**/{.cargo/config,.cargo/config.toml,rust-toolchain*,.mise.toml,mise.toml,.tool-versions}',
  '**/{action.yml,action.yaml,build.zig,Package.swift,mix.exs,*.csproj,*.props,*.targets}',
]);

export const isTestFile = pathMatcher([
  '**/{test,tests,__tests__,spec,specs,e2e,__snapshots__,testdata}/**',
  '**/*.{test,spec,cy}.*',
  '**/{test_*.py,*_test.py,*_test.go,*_spec.rb,*_test.rb,*Test.java,*Tests.cs,*Test.php,*.snap}',
]);
