/** What must hold of the calls of a whole program: no recursion, and nothing that acts is called by ghost code. */
import type { Declarations } from './declare.ts';
import { partsOf, type CheckedFunction, type CheckedStatement, type Tree } from './tree.ts';

export function checkCalls(declarations: Declarations): void {
  refuseRecursion(declarations);
  refuseActingGhosts(declarations);
}

function refuseRecursion({ functions, diagnostics }: Declarations): void {
  const done = new Set<string>();
  for (const start of functions.keys()) {
    // Depth first, with a path of its own: a chain of calls may be long.
    const path: { name: string; left: string[] }[] = [];
    const onPath = new Set<string>();
    const enter = (name: string): void => {
      path.push({ name, left: [...(functions.get(name)?.calls ?? [])] });
      onPath.add(name);
    };
    if (!done.has(start)) enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const callee = top.left.pop();
      if (callee === undefined) {
        path.pop();
        onPath.delete(top.name);
        done.add(top.name);
      } else if (onPath.has(callee)) {
        const circle = [...path.slice(path.findIndex((p) => p.name === callee)).map((p) => p.name), callee];
        const span = functions.get(callee)?.node.nameSpan;
        if (span !== undefined)
          diagnostics.error(
            span,
            `model C has no recursion: ${circle.map((name) => `\`${name}\``).join(' calls ')}`,
          );
      } else if (!done.has(callee)) enter(callee);
    }
  }
}

/** Ghost code reads only: a function it calls must not write, wait, or take a step otherwise. */
function refuseActingGhosts({ functions, diagnostics }: Declarations): void {
  const acting = new Set<string>();
  const callers = new Map<string, CheckedFunction[]>();
  for (const [name, fn] of functions) {
    if (!fn.node.ghost && fn.acts) acting.add(name);
    for (const callee of fn.calls) {
      const known = callers.get(callee);
      if (known === undefined) callers.set(callee, [fn]);
      else known.push(fn);
    }
  }
  for (const name of acting)
    for (const { node } of callers.get(name) ?? []) if (!node.ghost) acting.add(node.name);
  for (const { ghostCalls } of functions.values())
    for (const { callee, span } of ghostCalls)
      if (acting.has(callee))
        diagnostics.error(span, `\`${callee}\` writes memory or takes steps, and ghost code does neither`);
}

/** Whether a statement that is no ghost does more than read and compute. */
export function acts(s: CheckedStatement): boolean {
  if (s.ghost) return false;
  switch (s.k) {
    case 'block':
      return s.body.some(acts);
    case 'expression':
      return changesMemory(s.expression);
    case 'declare':
      return s.initial !== null && changesMemory(s.initial);
    case 'if':
      return changesMemory(s.condition) || acts(s.then) || (s.otherwise !== null && acts(s.otherwise));
    case 'loop':
      return (
        (s.init !== null && acts(s.init)) ||
        (s.condition !== null && changesMemory(s.condition)) ||
        (s.next !== null && changesMemory(s.next)) ||
        acts(s.body)
      );
    case 'switch':
      return changesMemory(s.value) || acts(s.body);
    case 'case':
    case 'label':
      return acts(s.body);
    case 'return':
      return s.value !== null && changesMemory(s.value);
    case 'goto':
    case 'break':
    case 'continue':
    case 'empty':
      return false;
  }
}

function changesMemory(tree: Tree): boolean {
  switch (tree.k) {
    case 'store':
    case 'exchange':
    case 'barrier':
    case 'wait':
    case 'choose':
    case 'bug':
      return true;
    case 'bit':
      if (tree.op !== 'test') return true;
      break;
    case 'primitive':
      if (tree.signature.access !== 'none') return true;
      break;
    case 'assign':
    case 'update':
      if (rootOf(tree.target).k !== 'local') return true;
      break;
    default:
  }
  return partsOf(tree).some(changesMemory);
}

function rootOf(tree: Tree): Tree {
  return tree.k === 'member' || tree.k === 'element' ? rootOf(tree.base) : tree;
}
