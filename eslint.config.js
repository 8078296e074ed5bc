/** House style as lint rules. Format is left to prettier; the floors are in test/contract/floors.spec.ts. */
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const barrels = [
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that holds it.' },
  { selector: 'ExportNamedDeclaration[source]', message: 'No barrels: import from the file that holds it.' },
];
const wideConstructors = {
  selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>4]',
  message: 'A constructor takes at most 4 parameters: this class does too much.',
};
const forwardRef = {
  paths: [{ name: '@nestjs/common', importNames: ['forwardRef'], message: 'Move what is needed both ways a floor down.' }],
};

export default defineConfig(
  { ignores: ['dist/', 'coverage/', '.data/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 40 }],
      'max-depth': ['error', 3],
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...barrels, wideConstructors],
      'no-restricted-imports': ['error', forwardRef],
      '@typescript-eslint/no-explicit-any': 'error',
      // A module or a controller without routes of its own is a class with nothing but its decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Wire shapes and option objects are plain JSON as often as instances of their class.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['src/**/*.{ts,mjs}'],
    ignores: ['src/platform/config.ts', 'src/cli/**/*.mjs'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings are read once, in src/platform/config.ts.' },
      ],
    },
  },
  // A command talks to a person on the terminal.
  { files: ['src/cli/**', 'test/bench/**', 'scripts/**'], rules: { 'no-console': 'off' } },
  // A migration is one text of SQL; cutting it up would hide its order.
  { files: ['migrations/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['test/**/*.{ts,mjs}'],
    rules: {
      'max-lines': ['error', { max: 400 }],
      // The callback of `describe` is as long as the list of its cases.
      'max-lines-per-function': 'off',
      // Answers over HTTP are untyped until the test has looked at them.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  // Outside the TypeScript project: linted by form, without types.
  { files: ['**/*.{js,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
);
