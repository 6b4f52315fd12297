/** Starts the portal. */
import { render } from 'preact';

const root = document.getElementById('app');
if (root === null) throw new Error('the page has no place for the portal');
render(<h1>遠隔初期化</h1>, root);
