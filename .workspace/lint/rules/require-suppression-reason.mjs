// A suppression without a reason cannot be judged later: `// eslint-disable-next-line <rule> -- <why it is right here>`.

const SUPPRESSION = /^\s*eslint-disable(?:-next-line|-line)?\b/;
const REASON = /\s--\s+\S/;
const RULE_NAMED = /^\s*eslint-disable(?:-next-line|-line)?\s+[@\w]/;

/** @type {import('eslint').Rule.RuleModule} */
export const requireSuppressionReason = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      reason: 'A suppression needs its reason: `eslint-disable-next-line <rule> -- <why>`.',
      rule: 'A suppression names the rule it suppresses; switching off all of them hides the next mistake.',
    },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (!SUPPRESSION.test(comment.value) || !comment.loc) continue;
          if (!REASON.test(comment.value)) context.report({ loc: comment.loc, messageId: 'reason' });
          if (!RULE_NAMED.test(comment.value)) context.report({ loc: comment.loc, messageId: 'rule' });
        }
      },
    };
  },
};
