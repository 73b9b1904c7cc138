import '@lwc/synthetic-shadow'; // Before anything that makes a component.
import { createElement } from 'lwc';
import Frame from 'preview/frame';

const styles = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"]');
if (styles && new URLSearchParams(location.search).get('slds') === '2') {
  styles.href = '/styles/slds2/bundled/slds2.cosmos.css';
}
document.body.append(createElement('preview-frame', { is: Frame }));
