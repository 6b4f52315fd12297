/** The CloudFront function that finds the file behind a path: a single-page application has one page and many addresses. */
import { readdirSync } from 'node:fs';

/** What the deployment adds to the files that were built: what only it knows. */
export const CONFIGURATION_FILE = 'config.json';

/** The folder of files that are named by their content. */
export const ASSETS = 'assets';

/**
 * The function's code, for the pages in `folder`: a file is itself, below the folder of assets anything is, and every
 * other path is the page. Written for the runtime cloudfront-js-2.0, which knows little of what came after ES 5.1:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export function pagePathsCode(folder: string): string {
  const files = [...readdirSync(folder).filter((name) => name !== ASSETS), CONFIGURATION_FILE];
  return `var FILES = ${JSON.stringify(files.toSorted().map((name) => `/${name}`))};
function handler(event) {
  var request = event.request;
  // A browser resolves dots by itself: whoever sends them is looking for something else.
  if (/(^|\\/)(\\.|%2e){1,2}(\\/|$)/i.test(request.uri))
    return { statusCode: 404, statusDescription: 'Not Found' };
  if (FILES.indexOf(request.uri) < 0 && request.uri.indexOf('/${ASSETS}/') !== 0)
    request.uri = '/index.html';
  return request;
}
`;
}
