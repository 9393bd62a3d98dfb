/**
 * The inner end of the only way out, run by the jail's own Node. It holds no list and decides
 * nothing: that happens outside, where the jailed cannot reach. Printing a line says "ready".
 * For a proxy request it says which program asks, as far as `/proc` shows it: a claim, since
 * whoever is jailed could meddle with it.
 */
export const relayProgram = `import fs from 'node:fs';
import net from 'node:net';

net
  .createServer((inside) => {
    const out = net.connect('/run/egress/socket');
    inside.once('data', (head) => {
      if (/^(CONNECT |[A-Z]+ http:)/.test(head.toString('latin1', 0, 20)))
        out.write('PEER ' + Buffer.from(commandOf(inside.remotePort)).toString('base64') + '\\n');
      out.write(head);
      inside.pipe(out);
    });
    out.pipe(inside);
    out.on('error', () => inside.destroy());
    inside.on('error', () => out.destroy());
  })
  .listen(8080, '127.0.0.1', () => console.log('ready'));

function commandOf(port) {
  try {
    const wanted = ':' + port.toString(16).toUpperCase().padStart(4, '0');
    const line = fs.readFileSync('/proc/net/tcp', 'latin1').split('\\n')
      .map((text) => text.trim().split(/ +/))
      .find(([, local, remote]) => local?.endsWith(wanted) && remote?.endsWith(':1F90'));
    const socket = 'socket:[' + line[9] + ']';
    for (const pid of fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name)))
      for (const fd of list('/proc/' + pid + '/fd'))
        if (link('/proc/' + pid + '/fd/' + fd) === socket)
          return fs.readFileSync('/proc/' + pid + '/cmdline', 'utf8').split('\\0').join(' ').trim().slice(0, 300);
  } catch {}
  return '';
}

function list(path) {
  try { return fs.readdirSync(path); } catch { return []; }
}

function link(path) {
  try { return fs.readlinkSync(path); } catch { return ''; }
}
`;
