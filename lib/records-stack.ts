/** What must outlive every deployment: tables, sealed records, keys and what certificates hold on to. */
import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { encryptionKey } from './encryption-key.ts';
import { HandsetIdentity } from './handset-identity.ts';
import { MacKey } from './mac-key.ts';
import { pin } from './pin.ts';
import { RecordStore } from './record-store.ts';
import type { Settings } from './settings.ts';
import { SigningKey, signerRole } from './signing-key.ts';
import { Tables } from './tables.ts';

export class RecordsStack extends Stack {
  readonly tables: Tables;
  readonly recordStore: RecordStore;
  readonly handsetIdentity: HandsetIdentity;
  /** Signs commands, by the hand of `commandSigner` only. */
  readonly commandKey: SigningKey;
  /** The other one that handsets have pinned; nobody may sign with it. */
  readonly standbyCommandKey: SigningKey;
  /** Signs sealed records, by the hand of `recordSigner` only. */
  readonly recordKey: SigningKey;
  /** Makes the secrets of links in messages, by the hand of `messenger` only. */
  readonly contestKey: MacKey;
  readonly commandSigner: IRole;
  readonly recordSigner: IRole;
  readonly messenger: IRole;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, {
      description: 'Remote wipe: tables, sealed records and keys',
      env: { region: settings.region },
      terminationProtection: true,
    });
    const dataKey = pin(
      encryptionKey(this, 'DataKey', {
        description: 'Encrypts the tables and the sealed records',
        removalPolicy: RemovalPolicy.RETAIN,
      }),
      'DataKey',
    );
    this.tables = new Tables(this, 'Tables', { encryptionKey: dataKey });
    this.recordStore = new RecordStore(this, 'RecordStore', { encryptionKey: dataKey, settings });
    this.handsetIdentity = new HandsetIdentity(this, 'HandsetIdentity');
    this.commandSigner = signerRole(this, 'CommandSigner', 'Issues commands to handsets');
    this.recordSigner = signerRole(this, 'RecordSigner', 'Seals the records of ended wipes');
    const first = this.#commandKey('FirstCommandKey', settings.commandKey === 'first');
    const second = this.#commandKey('SecondCommandKey', settings.commandKey === 'second');
    [this.commandKey, this.standbyCommandKey] =
      settings.commandKey === 'first' ? [first, second] : [second, first];
    this.recordKey = new SigningKey(this, 'RecordKey', {
      logicalId: 'RecordKey',
      description: 'Signs sealed records',
      signer: this.recordSigner,
    });
    this.messenger = signerRole(this, 'Messenger', 'Sends messages to people');
    this.contestKey = new MacKey(this, 'ContestKey', {
      logicalId: 'ContestKey',
      description: 'Makes the secrets of the links in messages',
      maker: this.messenger,
    });
    new CfnOutput(this, 'LinesTableName', { value: this.tables.lines.name });
  }

  #commandKey(logicalId: string, signs: boolean): SigningKey {
    return new SigningKey(this, logicalId, {
      logicalId,
      description: 'Signs commands to erase, or stands by',
      ...(signs && { signer: this.commandSigner }),
    });
  }
}
