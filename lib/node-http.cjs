/** Stands for `node:http` in bundles. An ES import of it reads every export there is, and by that loads undici. */
module.exports = process.getBuiltinModule('node:http');
