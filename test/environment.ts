/** Gives every test the variables that functions read at start, plainly not of any deployment, and quick synths. */
const values: Record<string, string> = {
  AWS_REGION: 'ap-northeast-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  // CDK's own validation of templates takes seconds each time; `test/lib/compliance.test.ts` runs it.
  CDK_VALIDATION: 'false',
  AWS_LAMBDA_LOG_LEVEL: 'FATAL',
  LINES_TABLE: 'Lines',
  ENROLMENTS_TABLE: 'Enrolments',
  WIPES_TABLE: 'Wipes',
  GOVERNOR_TABLE: 'Governor',
  STATE_MACHINE_ARN: 'arn:aws:states:ap-northeast-1:000000000000:stateMachine:Wipe',
  SERVICE_ISSUER: 'remote-wipe',
  VERDICT_SECONDS: '900',
  STEP_UP_SECONDS: '300',
  DELIVERY_DEADLINE_DAYS: '30',
  RETENTION_YEARS: '7',
  COMMAND_LIFE_SECONDS: '300',
  HANDSET_POLICY: 'Handset',
  MQTT_CA_PEM: 'pem',
  MESSAGES_TOPIC: 'arn:aws:sns:ap-northeast-1:000000000000:Messages',
  COMMAND_KEY: 'command-key',
  STANDBY_COMMAND_KEY: 'standby-key',
  RECORD_KEY: 'record-key',
  RECORDS_BUCKET: 'records',
  PUSH_APPLICATION: 'none',
  PLATFORM_KEYS: '{"keys":[]}',
  SENDER_ADDRESS: 'wipe@example.com',
  // Of `test`.
  ORIGIN_DIGESTS: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};
Object.assign(process.env, values);
