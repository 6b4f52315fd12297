/** Makes resource types that create nothing and answer references from a table. */
import * as z from 'zod';
import { type ResourceType, resourceType } from '../part.ts';
import { INERT_TYPES, type InertType } from './inert.ts';

type Place = { readonly account: string; readonly region: string };

/** All inert types of the table. */
export function inertTypes(place: Place): ResourceType[] {
  return Object.entries(INERT_TYPES).map(([type, answers]) => inertType(type, answers, place));
}

/** A type that accepts all its properties. */
export function inertType(type: string, answers: InertType, place: Place): ResourceType {
  return resourceType({
    type,
    properties: z.record(z.string(), z.unknown()),
    inert: [],
    async create({ properties, physicalName }) {
      const own = answers.nameFrom === undefined ? undefined : properties[answers.nameFrom];
      const name = typeof own === 'string' ? own : physicalName;
      const fill = (text: string) =>
        text
          .replaceAll('{id}', shortId(physicalName))
          .replaceAll('{name}', name)
          .replaceAll('{account}', place.account)
          .replaceAll('{region}', place.region);
      const attributes = Object.entries(answers.attributes ?? {});
      return {
        ref: fill(answers.ref),
        attributes: Object.fromEntries(attributes.map(([key, text]) => [key, fill(text)])),
      };
    },
  });
}

/** The hash at the end of a generated name: letters and digits, as service-made ids are. */
const shortId = (physicalName: string) => physicalName.split('-').at(-1) ?? physicalName;
