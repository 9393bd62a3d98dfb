export const id=957;export const ids=[957];export const modules={90957:((e,t,n)=>{n.d(t,{init:()=>p});var r=n(73024),i=n(76760),a=n(25438),o=n(3085),s=n(34174);function c(e,t){return[...s.x[e].workflows.map(({example:e,target:n})=>({path:n,content:d(t,e)})),{path:`.github/patchplane.yml`,content:u},{path:`patchplane.config.json`,content:`${JSON.stringify(l,null,2)}\n`}]}let l={version:1,agent:{provider:`anthropic`,model:`claude-sonnet-4-5`},budgets:{seconds:900,modelRequests:50,usd:5},label:`patchplane`,rateLimit:`10/1h`},u=`# How PatchPlane works in this repository. It is read from the base commit only: a patch that
# changes this file is judged by what stood here before, and always by a person.
# Its JSON Schema, for editors: action/schema/patchplane.yml.schema.json in PatchPlane's repository.
version: 1

# How a candidate is tested; without it PatchPlane guesses from package.json and the like, and
# says so. Commands are lists, and no shell reads them.
# verification:
#   requirements:
#     - key: unit
#       command: [npx, vitest, run, --reporter=json, '--outputFile={report}']
#       report: { format: vitest, path: unit.json }

# What makes a checkout ready to be tested, and what that may reach.
# environment:
#   setup: [[npm, ci]]
#   allow: [packages.example.com]

# approvals: { required: 1 }
# budgets: { wallSeconds: 900, costUsd: 5 }
`;function d(e,t){try{return(0,r.readFileSync)((0,i.join)(e,`examples`,`workflows`,t),`utf8`)}catch(e){throw new a.H({code:`not-found`,tell:`The example workflow ${t} is missing beside this program: install PatchPlane whole.`,cause:e})}}var f=n(97134);function p(e,t){let{folder:n,packageRoot:a}=e,{profile:o,dryRun:l=!1}=t,u=[...c(o,a).map(e=>m(n,e,t)),h(n,l)];if(!l)for(let e of[`logs`,`cache`,`state`])(0,r.mkdirSync)((0,i.join)(n,`.patchplane`,e),{recursive:!0});let d=g(o);(0,f.Z)(e,{profile:o,dryRun:l,files:u,settings:d},[...u.map(({path:e,status:t})=>`${l?`would be `:``}${t}: ${e}`),``,`Next, in the repository on GitHub:`,`  the model's key: gh secret set ANTHROPIC_API_KEY (or that of the provider you choose)`,...d.map(({name:e,secret:t})=>`  gh ${t?`secret`:`variable`} set ${e}`),...s.x[o].environments.map(e=>`  the jobs run in the environment ${e}: keep its secrets there, with --env ${e}`),`  what is still open: patchplane doctor --github-readiness`])}function m(e,{path:t,content:n},{force:a=!1,dryRun:o=!1}){let s=(0,i.join)(e,t),c=(0,r.lstatSync)(s,{throwIfNoEntry:!1});if(c?.isDirectory())throw _(t);return c&&!a?{path:t,status:`kept`}:(o||((0,r.mkdirSync)((0,i.dirname)(s),{recursive:!0}),(0,r.rmSync)(s,{force:!0}),(0,r.writeFileSync)(s,n,{flag:`wx`})),{path:t,status:c?`replaced`:`written`})}function h(e,t){let n=`.gitignore`,a=(0,i.join)(e,n),o=(0,r.existsSync)(a)?(0,r.readFileSync)(a,`utf8`):``;if(/^\/?\.patchplane\/?\s*$/m.test(o))return{path:n,status:`kept`};let s=o===``||o.endsWith(`
`)?``:`
`;return t||(0,r.writeFileSync)(a,`${o}${s}.patchplane/\n`),{path:n,status:`written`}}function g(e){let t=s.x[e].plugins;return o.H.filter(({id:e})=>t.includes(e)).flatMap(({env:e})=>e).filter(({required:e,setByRunner:t})=>e&&!t).map(({name:e,secret:t})=>({name:e,secret:t}))}function _(e){return new a.H({code:`misconfigured`,tell:`${e} is a folder here, and a file is wanted there. Move it away.`})}})};