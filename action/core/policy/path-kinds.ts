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

/** What a forge, a CI system or git itself runs or obeys by itself. */
export const automationGlobs = [
  '**/.git/**',
  '**/.git',
  '.github/**',
  '**/{.husky,.githooks,.hooks}/**',
  '{.gitlab-ci.y?(a)ml,.gitlab/**,.travis.y?(a)ml,azure-pipelines.y?(a)ml,appveyor.y?(a)ml}',
  '{.appveyor.y?(a)ml,.circleci/**,.buildkite/**,.drone.y?(a)ml,.woodpecker*,.woodpecker/**}',
  '{.azuredevops/**,.gitea/**,.forgejo/**,bitbucket-pipelines.y?(a)ml,Jenkinsfile*,.teamcity/**}',
];

/** What steers reviews, agents, package managers or other people's machines. */
export const steeringGlobs = [
  '**/{.gitattributes,.gitmodules,.gitconfig,.lfsconfig,CODEOWNERS}',
  '**/{.patchplane,.patchplane/**,patchplane.config.*,.patchplane.y?(a)ml,.ai-review.y?(a)ml}',
  '**/{AGENTS.md,AGENT.md,AGENTS.override.md,CLAUDE.md,CLAUDE.local.md,GEMINI.md}',
  '**/{.pi,.claude,.cursor,.codex,.gemini,.windsurf,.continue,.opencode,.aider*,.amp}/**',
  '**/{.mcp.json,mcp.json,.cursorrules,.cursorignore,.windsurfrules,.clinerules,.aider*,.copilot*}',
  '**/{.copilot*,.clinerules}/**',
  '**/{.npmrc,.yarnrc,.yarnrc.yml,.pnpmfile.cjs,bunfig.toml,.pypirc,.netrc,pip.conf,.envrc}',
  '**/.yarn/{releases,plugins}/**',
  '**/.env',
  '**/.env.!(example|sample|template|dist)',
  '**/.ssh/**',
];

export const isAutomation = pathMatcher(automationGlobs);
export const isSteering = pathMatcher(steeringGlobs);

/** Written by a program: nobody reads it line by line, and GitHub folds it away. */
export const isGeneratedFile = pathMatcher([
  '**/{dist,build,out,generated,_generated,__generated__}/**',
  '**/*.{min.js,min.css,map,pb.go,g.dart,generated.*}',
  '**/*{_pb2.py,_pb2_grpc.py,.pb.cc,.pb.h,.designer.cs,.g.cs}',
]);

export const isSnapshot = pathMatcher(['**/__snapshots__/**', '**/*.{snap,ambr,approved.*}']);

/** Where a small change can do great harm. */
export const isSensitive = pathMatcher([
  '**/*{auth,oauth,login,passw,session,permission,crypto,secret,token,payment,billing}*',
  '**/{auth,oauth,login,sessions,permissions,crypto,security,payments,billing}/**',
  '**/{migrations,migrate,terraform,infra,k8s,helm,deploy}/**',
  '**/*.{tf,sql}',
]);

/** Where projects write down how much their tests have to reach. */
export const setsThresholds = pathMatcher([
  '**/{package.json,pyproject.toml,setup.cfg,tox.ini,.coveragerc,.nycrc*,.c8rc*,stryker.conf.*}',
  '**/{vitest,vite,jest,karma,stryker,cypress,playwright}.config.*',
  '**/{codecov.y?(a)ml,.codecov.y?(a)ml,sonar-project.properties,phpunit.xml*,Makefile,pom.xml}',
  '**/*.{gradle,gradle.kts}',
]);
