import { chromium } from 'playwright-core';
import { startAppHouse } from './app-house.ts';
import { proposeClaims } from './ledger-house.ts';
import { askForDecision, samplePatch, newArtifact } from './run-records.ts';
import { sampleReport } from './sample-report.ts';
import { sha256Hex } from '../../action/domain/digest.ts';
const h=await startAppHouse(); const s=h.storage(proposeClaims);
const patch = samplePatch + `diff --git a/src/evil.js b/src/evil.js
new file mode 100644
--- /dev/null
+++ b/src/evil.js
@@ -0,0 +1,3 @@
+const access = "user\u202e \u2066// admin\u2069 \u2066";
+<script>alert(1)</script>
+const long = "${'x'.repeat(260)}";
`;
const asked=await askForDecision(s,{patch, outcome: process.argv[2] ?? 'manual-review'});
h.evidence.set(asked.subject.patchSha256,new TextEncoder().encode(patch));
const tl=await s.readWorkflowTimeline(asked.runId);
const rep=new TextEncoder().encode(JSON.stringify(sampleReport(tl.candidate,tl.verdict)));
h.evidence.set(sha256Hex(rep),rep);
await s.recordEvidenceArtifacts(asked.runId,[{...newArtifact(asked.runId,sha256Hex(rep),'trust-report'),contentType:'application/json'}]);
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--headless','--no-sandbox']});
for (const [name,opt] of [['light',{viewport:{width:1100,height:900}}],['dark',{viewport:{width:390,height:800},colorScheme:'dark'}]]) {
 const p=await b.newPage(opt); p.on('console',m=>console.log('console',m.text()));
 await p.goto(h.app.url+'/runs/'+asked.runId); await p.waitForURL('**/runs/**'); await p.waitForSelector('.card');
 await p.screenshot({path:`/tmp/shot-${name}.png`,fullPage:true});
 if (name==='dark') { await p.fill('textarea[name=comment]','fine'); if (await p.locator('textarea[name=overrideReason]').count()) await p.fill('textarea[name=overrideReason]','hot fix'); await p.click('button.approve'); await p.waitForSelector('.decided'); await p.screenshot({path:'/tmp/shot-decided.png'}); console.log(h.dispatches); }
}
await b.close(); await h.close();
