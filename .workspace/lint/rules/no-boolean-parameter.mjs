// `open(true)` says nothing at the place of the call: exported functions take a named option (`open({ readOnly: true })`).

/** The parameter without its default value or accessibility modifier. */
function parameterOf(node) {
  if (node.type === 'AssignmentPattern') return { pattern: node.left, initial: node.right };
  if (node.type === 'TSParameterProperty') return parameterOf(node.parameter);
  return { pattern: node, initial: undefined };
}

/** Whether the parameter is declared boolean, or is so by its default value. */
function isBoolean(node) {
  const { pattern, initial } = parameterOf(node);
  if (pattern.typeAnnotation?.typeAnnotation.type === 'TSBooleanKeyword') return true;
  return initial?.type === 'Literal' && typeof initial.value === 'boolean';
}

/** The functions that a declaration behind `export` defines; a sole parameter is a setter's and stays readable. */
function functionsOf(declaration) {
  if (declaration?.type === 'FunctionDeclaration' || declaration?.type === 'TSDeclareFunction') return [declaration];
  if (declaration?.type !== 'VariableDeclaration') return [];
  return declaration.declarations
    .map(({ init }) => init)
    .filter((init) => init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression');
}

/** @type {import('eslint').Rule.RuleModule} */
export const noBooleanParameter = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      boolean:
        'Exported functions take no positional boolean: the call would not say what it means. Use an options object.',
    },
  },
  create(context) {
    return {
      ExportNamedDeclaration(node) {
        for (const fn of functionsOf(node.declaration)) {
          if (fn.params.length < 2) continue;
          for (const parameter of fn.params) {
            if (isBoolean(parameter)) context.report({ node: parameter, messageId: 'boolean' });
          }
        }
      },
    };
  },
};
