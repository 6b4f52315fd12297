/** Noto Sans JP in slices: a browser fetches those whose characters no font of the machine has. */
import '@fontsource/noto-sans-jp/400.css';
import '@fontsource/noto-sans-jp/700.css';
