import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');

createRoot(root).render(
  <StrictMode>
    <main>
      <h1>Tagscope</h1>
      <p>Arm memory tagging in a KVM guest, one step at a time.</p>
    </main>
  </StrictMode>,
);
