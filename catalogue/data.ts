/** The catalogue's data, each part by itself. In a bundle this module is the data, so no function reads a file. */
import { catalogueData } from './catalogue-data.ts';

export const { version, models, makers, alike, names } = catalogueData();
