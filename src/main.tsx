import '@fontsource/ibm-plex-mono/latin-400.css';
import '@fontsource/ibm-plex-mono/latin-400-italic.css';
import '@fontsource/ibm-plex-mono/latin-500.css';
import '@fontsource/ibm-plex-mono/latin-600.css';
import '@fontsource/ibm-plex-sans/latin-400.css';
import '@fontsource/ibm-plex-sans/latin-500.css';
import '@fontsource/ibm-plex-sans/latin-600.css';
import './ui/theme.css';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { Loading } from './ui/Loading.tsx';
import { firstTheme, wear } from './ui/theme.ts';

const Tagscope = lazy(() => import('./ui/Tagscope.tsx'));

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');

// Before anything is drawn, so that the page does not change its ground under the reader's eyes.
wear(firstTheme());

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary part="Tagscope">
      <Suspense fallback={<Loading />}>
        <Tagscope />
      </Suspense>
    </ErrorBoundary>
  </StrictMode>,
);
