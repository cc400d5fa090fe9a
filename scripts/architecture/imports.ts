import ts from 'typescript';

export interface Import {
  /** As written, without a query: `./tags`, `react`, `./**\/*.c`. */
  readonly specifier: string;
  readonly line: number;
  /** Gone when the program runs. `import { type T }` is not: the module is still loaded. */
  readonly typeOnly: boolean;
  /** A test reads files by URL and glob; it does not load them as modules. */
  readonly form: 'module' | 'url' | 'glob';
}

/** Every way in which a TypeScript file names another: static and dynamic imports, re-exports, types, URLs, globs. */
export function importsOf(path: string, text: string): Import[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, form: Import['form'] = 'module', typeOnly = false) => {
    if (node === undefined || !ts.isStringLiteralLike(node)) return;
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    const specifier = form === 'glob' ? node.text : node.text.replace(/\?.*$/, '');
    found.push({ specifier, line, typeOnly, form });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, 'module', node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, 'module', node.isTypeOnly);
    } else if (ts.isImportTypeNode(node)) {
      if (ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, 'module', true);
    } else if (ts.isCallExpression(node)) {
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
      if (isImportMeta(node.expression, 'glob')) {
        for (const pattern of patternsIn(node.arguments[0])) add(pattern, 'glob');
      }
    } else if (ts.isNewExpression(node) && isImportMeta(node.arguments?.[1], 'url')) {
      add(node.arguments?.[0], 'url');
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isImportMeta(node: ts.Node | undefined, property: string): boolean {
  return (
    node !== undefined &&
    ts.isPropertyAccessExpression(node) &&
    node.name.text === property &&
    ts.isMetaProperty(node.expression)
  );
}

function patternsIn(node: ts.Node | undefined): readonly ts.Node[] {
  if (node === undefined) return [];
  return ts.isArrayLiteralExpression(node) ? node.elements : [node];
}
