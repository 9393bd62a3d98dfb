import type { Ecosystem } from './dependency-fact.ts';

/** Packages that others like to be taken for; popular, and old enough to stay so. */
const popular: Partial<Record<Ecosystem, readonly string[]>> = {
  npm: words(
    'react react-dom lodash express axios chalk commander webpack typescript eslint prettier vite vitest jest mocha next vue angular svelte rxjs moment dayjs date-fns uuid zod dotenv cors body-parser mongoose sequelize prisma redis socket.io graphql cross-env cross-spawn node-fetch rimraf glob minimist yargs semver debug async request underscore jquery tailwindcss postcss babel-core discord.js ethers web3 puppeteer playwright cheerio inquirer jsonwebtoken bcrypt passport nodemailer winston event-stream color colors',
  ),
  python: words(
    'requests numpy pandas scipy flask django fastapi pydantic sqlalchemy urllib3 boto3 botocore pytest setuptools wheel cryptography pillow matplotlib tensorflow torch scikit-learn beautifulsoup4 selenium jinja2 click pyyaml python-dateutil six certifi idna charset-normalizer aiohttp httpx celery redis psycopg2 openai anthropic transformers colorama tqdm rich typer attrs paramiko',
  ),
  cargo: words(
    'serde serde_json tokio rand clap regex anyhow thiserror reqwest hyper futures log syn quote libc chrono once_cell itertools rayon async-trait tracing uuid bytes bitflags url base64 time axum',
  ),
  go: words(
    'github.com/stretchr/testify github.com/gin-gonic/gin github.com/spf13/cobra github.com/spf13/viper github.com/sirupsen/logrus github.com/gorilla/mux github.com/pkg/errors github.com/google/uuid github.com/golang/protobuf github.com/boltdb/bolt go.uber.org/zap',
  ),
};

function words(text: string): readonly string[] {
  return text.split(' ');
}

/** The package that a new name could be mistaken for; undefined where it is itself one of them. */
export function lookAlikeOf(
  name: string,
  ecosystem: Ecosystem,
  known: ReadonlySet<string>,
): string | undefined {
  const family =
    ecosystem === 'pnpm' || ecosystem === 'yarn' || ecosystem === 'bun' ? 'npm' : ecosystem;
  const candidates = [...(popular[family] ?? []), ...known];
  if (candidates.includes(name) || name.length > 214) return undefined;
  return candidates.find(
    (other) =>
      other.length >= 4 && (squeezed(other) === squeezed(name) || oneEditApart(other, name)),
  );
}

/** What a reader does not notice: dashes, dots, digits for letters. */
function squeezed(name: string): string {
  return name
    .toLowerCase()
    .replace(/[-_.]/g, '')
    .replace(/0/g, 'o')
    .replace(/[1|]/g, 'l')
    .replace(/rn/g, 'm');
}

/** One letter more, less, other or swapped with its neighbour. */
function oneEditApart(left: string, right: string): boolean {
  if (left === right || Math.abs(left.length - right.length) > 1) return false;
  const shorter = left.length <= right.length ? left : right;
  const longer = left.length <= right.length ? right : left;
  let at = 0;
  while (at < shorter.length && shorter[at] === longer[at]) at += 1;
  if (longer.length > shorter.length) return shorter.slice(at) === longer.slice(at + 1);
  if (shorter.slice(at + 1) === longer.slice(at + 1)) return true;
  return (
    shorter[at] === longer[at + 1] &&
    shorter[at + 1] === longer[at] &&
    shorter.slice(at + 2) === longer.slice(at + 2)
  );
}
