// Rules for the maps' scripts. Types are tsc's: this looks at what a type check does not see.
import js from "@eslint/js";
import globals from "globals";

const MARKUP = "A text from the data becomes markup: write textContent (graphics/scripts/dom.js).";
const markup = ["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({ property, message: MARKUP }));

const house = {
  "array-callback-return": "error",
  complexity: ["error", 20],
  "consistent-return": "error",
  curly: ["error", "multi-line"],
  "default-case-last": "error",
  "dot-notation": "error",
  eqeqeq: "error",
  "max-depth": ["error", 5],
  "max-len": ["error", { code: 120, ignorePattern: "^import |^/\\*\\* @" }],
  "max-lines": ["error", 250],
  "max-lines-per-function": ["error", { max: 60, skipComments: true }],
  "max-params": ["error", 8],
  "no-alert": "error",
  "no-console": "error",
  "no-else-return": "error",
  "no-eval": "error",
  "no-implicit-globals": "error",
  "no-implied-eval": "error",
  "no-loop-func": "error",
  "no-new-func": "error",
  "no-param-reassign": "error",
  "no-restricted-properties": ["error", ...markup, { object: "document", property: "write", message: MARKUP }],
  "no-script-url": "error",
  "no-self-compare": "error",
  "no-shadow": "error",
  "no-unmodified-loop-condition": "error",
  "no-unneeded-ternary": "error",
  "no-unused-expressions": "error",
  "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
  "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
  "no-useless-concat": "error",
  "no-useless-return": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-rest-params": "error",
  "prefer-spread": "error",
  "prefer-template": "error",
  radix: "error",
  "require-await": "error",
  yoda: "error",
};

/** A folder of scripts may import from what lies below it, never from beside or above. */
const below = (message, regex) => ({
  "no-restricted-imports": ["error", { patterns: [{ regex, message }] }],
});

export default [
  { ignores: ["**/vendor/**", "node_modules/**", ".venv/**", "var/**", "**/*.ts"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  { rules: house },
  {
    files: ["src/**/*.js"],
    languageOptions: { globals: { ...globals.browser, L: "readonly" } },
  },
  {
    files: ["src/spaces/graphics/scripts/*.js"],
    rules: below("What both maps draw with knows neither of them.", "^(?!\\./)"),
  },
  {
    files: ["src/spaces/public/assets/*.js"],
    rules: below("The public map knows itself and what both maps draw with.", "^(?!\\./|\\.\\./\\.\\./graphics/)"),
  },
  {
    files: ["src/spaces/ui/assets/**/*.js"],
    rules: below("The planners' map knows itself and what both maps draw with.", "^(?!\\./|(\\.\\./)+graphics/)"),
  },
  {
    files: ["src/spaces/public/offline.js"],
    languageOptions: { sourceType: "script", globals: globals.serviceworker },
    rules: { "no-implicit-globals": "off" }, // a worker's globals are its own
  },
  {
    files: ["src/spaces/public/assets/early.js", "src/spaces/ui/assets/page.js"],
    languageOptions: { sourceType: "script" },
  },
  {
    files: ["src/spaces/public/assets/icons.js"], // drawings
    rules: { "max-len": "off" },
  },
  {
    files: ["tests/js/**/*.js", "eslint.config.js"],
    languageOptions: { globals: globals.node },
    rules: { "max-lines-per-function": "off" },
  },
];
