/* Style of the map's script and of its tests; types are tsc's. */

import js from "@eslint/js"; // comes with eslint

const rules = {
  ...js.configs.recommended.rules,
  "no-undef": "off", // tsc knows what a page has
  "no-shadow": "error",
  "no-var": "error",
  "prefer-const": "error",
  eqeqeq: "error",
  complexity: ["error", 10],
  "max-lines-per-function": ["error", { max: 50 }],
  "max-len": ["error", { code: 140, ignoreStrings: true }],
};

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["eslint.config.js", "tests/map/**/*.js"], rules },
  { files: ["pages/components/map/assets/*.js"], languageOptions: { sourceType: "module", ecmaVersion: 2022 }, rules: { ...rules, "max-lines": ["error", { max: 220 }] } },
];
