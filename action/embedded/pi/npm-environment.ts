/** What npm can not do without, and what people configure it with. */
const allowed =
  /^(path|home|userprofile|tmpdir|lang|lc_all|npm_config_.*|node_auth_token|npm_token|https?_proxy|no_proxy|all_proxy|node_extra_ca_certs|node_use_env_proxy|ssl_cert_file|ssl_cert_dir)$/i;

/** npm's environment is a list of what it may have: the job's secrets are not on it. */
export function npmEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => allowed.test(name)));
}
