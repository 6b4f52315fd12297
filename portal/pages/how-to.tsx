/** How the service is used, what it erases and under which conditions. Anybody may read it. */

import type { ComponentChildren } from 'preact';
import {
  AHAMO_SERVICE,
  KIDS,
  NO_ESIM_ONLY,
  UPDATE_NEEDED,
} from '#domain/eligibility/conditions.ts';
import { SHOP_VISIT } from '../addresses.ts';
import { ButtonLink } from '../components/button.tsx';
import { ContactLink } from '../components/contact-link.tsx';
import { ExternalLink } from '../components/external-link.tsx';
import { Note } from '../components/note.tsx';
import { Page } from '../components/page.tsx';
import { Referral } from '../components/referral.tsx';
import { usePortal } from '../portal.ts';
import { day } from '../time.ts';

export function HowToPage() {
  const { config, texts, language } = usePortal();
  const { howTo } = texts.guide;
  const { steps, lockFirst, erased, conditions, apple, off, record, notMe } = howTo;
  return (
    <Page title={howTo.title}>
      <p class="lead">{howTo.lead}</p>
      <Part title={howTo.priceTitle} text={texts.frame.free} />
      <h2>{steps.title}</h2>
      <Items ordered items={steps.items} />
      <p>
        {steps.lostFactor}: <a href={SHOP_VISIT}>{texts.frame.shopVisit}</a>
      </p>
      <h2>{erased.title}</h2>
      <Note kind="warning">
        <p>
          <strong>{erased.irreversible}</strong>
        </p>
      </Note>
      <Items items={erased.items} />
      <p>{erased.sd}</p>
      <Part title={lockFirst.title} text={lockFirst.text}>
        <p>{lockFirst.unlocked}</p>
        {config.links.lock && (
          <p>
            <ExternalLink href={config.links.lock}>{lockFirst.link}</ExternalLink>
          </p>
        )}
      </Part>
      <h2>{conditions.title}</h2>
      <Condition title={conditions.devices.title} text={conditions.devices.text}>
        <p>
          <a href="/models">{conditions.devices.link}</a>
        </p>
      </Condition>
      <Condition title={conditions.preset.title} text={conditions.preset.text} />
      <Condition title={conditions.dual.title} text={conditions.dual.text}>
        <p>{conditions.dual.esimOnly}</p>
        <Codes codes={NO_ESIM_ONLY} />
      </Condition>
      <Condition
        title={conditions.ahamo.title}
        text={conditions.ahamo.text(day(AHAMO_SERVICE.from, language))}
      />
      <Condition
        title={conditions.samsung.title}
        text={conditions.samsung.text(day(UPDATE_NEEDED.from, language))}
      >
        <Codes codes={UPDATE_NEEDED.models} />
      </Condition>
      <Condition
        title={conditions.kids.title}
        text={conditions.kids.text(KIDS.covered, KIDS.excluded)}
      />
      <Condition title={conditions.sha2.title} text={conditions.sha2.text} />
      <Part title={apple.title} text={apple.text}>
        <p>
          <Referral code="F_ICLOUD_FIND" />
        </p>
      </Part>
      <h2>{off.title}</h2>
      <Items items={off.items} />
      {config.deadlineDays !== undefined && <p>{off.deadline(config.deadlineDays)}</p>}
      <Part title={record.title} text={record.text} />
      <Part title={notMe.title} text={notMe.text}>
        {config.links.contact && (
          <p>
            <ContactLink />
          </p>
        )}
      </Part>
      <div class="actions">
        <ButtonLink look="primary" href="/">
          {howTo.start}
        </ButtonLink>
      </div>
    </Page>
  );
}

interface PartProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}

function Part({ title, text, children }: PartProps) {
  return (
    <>
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </>
  );
}

function Condition({ title, text, children }: PartProps) {
  return (
    <>
      <h3>{title}</h3>
      <p>{text}</p>
      {children}
    </>
  );
}

/** Codes of models, none of which is torn apart. */
function Codes({ codes }: { readonly codes: readonly string[] }) {
  return (
    <ul class="codes">
      {codes.map((code) => (
        <li key={code}>{code}</li>
      ))}
    </ul>
  );
}

interface ItemsProps {
  readonly items: readonly string[];
  readonly ordered?: boolean;
}

function Items({ items, ordered = false }: ItemsProps) {
  const List = ordered ? 'ol' : 'ul';
  return (
    <List class="steps">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </List>
  );
}
