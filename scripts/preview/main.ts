import { fixtureAnswers } from './fixture-answers.ts';
import { startPreview } from './preview-server.ts';

/** Shows the Lightning pages in a browser: `npm run preview`. */
const { url } = await startPreview(fixtureAnswers, 4680);
console.log(`The ISVapp app is at ${url} (with ?slds=2 in the new look). Ctrl+C ends it.`);
