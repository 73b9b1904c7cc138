import '@lwc/synthetic-shadow'; // Before anything that makes a component.
import { createElement } from 'lwc';
import Frame from 'preview/frame';

const slds2 = '/styles/slds2/bundled/slds2.cosmos.css';

/** The look that the address asks for. Components measure themselves, so it has to be there before them. */
async function applyLook(): Promise<void> {
  const styles = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"]');
  if (!styles || new URLSearchParams(location.search).get('slds') !== '2') return;
  await new Promise((resolve) => {
    styles.addEventListener('load', resolve, { once: true });
    styles.href = slds2;
  });
}

await applyLook();
document.body.append(createElement('preview-frame', { is: Frame }));
