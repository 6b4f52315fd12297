/** Words of the pages that explain: how to use the service, and how to have it done in a shop. */
import type { Texts } from '../texts.ts';

export const guide: Texts['guide'] = {
  howTo: {
    title: 'How to use it',
    lead: 'Erase the data of a lost smartphone, tablet or keitai from a PC.',
    steps: {
      title: 'Step by step',
      items: [
        'Sign in from this page. A new request needs you to verify yourself in two ways.',
        'Choose the line of the lost device. You see whether the device is covered, and what to mind.',
        'Read what is erased and what to mind, type the last four digits of the number, and ask for the wipe.',
        'Once the device is on and in coverage, it receives the command and erases.',
        'The page and our messages tell you the result. You can keep and print the record of the wipe.',
      ],
      lostFactor: 'If you do not have the device that you sign in with',
    },
    lockFirst: {
      title: 'Lock first',
      text: 'If you use the wallet, ask for Omakase Lock first. If the wipe comes after the lock is in place, the wallet lock stays. The lock on the device itself is lifted by the wipe.',
      unlocked: 'While the lock is not confirmed, nobody can say that the wallet is protected.',
      link: 'To the lock',
    },
    erased: {
      title: 'What is erased',
      items: [
        'The data in the device. It goes back to how it was when it was bought.',
        'The SD card in the device’s slot. A card that was taken out cannot be erased.',
      ],
      irreversible: 'Erased data cannot be brought back.',
      sd: 'The result for the SD card is told apart from that for the device.',
    },
    priceTitle: 'Price and sign-up',
    conditions: {
      title: 'Conditions',
      devices: {
        title: 'Devices',
        text: 'Docomo smartphones and tablets, and docomo keitai with sp mode.',
        link: 'Look up a model',
      },
      preset: {
        title: 'Models first sold up to April 2017',
        text: 'They need a setting made on the device before the loss. Models sold from May 2017 do not.',
      },
      dual: {
        title: 'Models that take nanoSIM and eSIM',
        text: 'For models marked ※1 to ※3 in the list, the wipe is not guaranteed while both are in use.',
        esimOnly:
          'These models cannot be wiped while only the eSIM is in use. Please use a nanoSIM.',
      },
      ahamo: {
        title: 'Plan “ahamo”',
        text: (day) =>
          `Available since ${day}, only for docomo Android devices that came with the remote-wipe app. What shops do may differ from other plans.`,
      },
      samsung: {
        title: 'Some Samsung smartphones',
        text: (day) =>
          `Since ${day}, some functions of these models fail without the latest software or OS update. You may ask for a wipe, but it may fail.`,
      },
      kids: {
        title: 'Kids keitai',
        text: (covered, excluded) =>
          `${covered} is covered. ${excluded} and others sold before it are not.`,
      },
      sha2: {
        title: 'Devices with an old OS',
        text: 'Connections are being moved to the safer SHA-2, so the app may not work on devices with an old OS.',
      },
    },
    apple: {
      title: 'iPhone and iPad',
      text: 'Remote wipe is not available. Please use this way.',
    },
    off: {
      title: 'While the device is off',
      items: [
        'While the device is off or out of coverage, the wipe waits until its deadline. Meanwhile it can be cancelled.',
        'When the device is reached, it is checked once more that the wipe is still wanted; only then does the device receive a command, which is good for a short time.',
        'If the device is not reached in time, the wipe ends and nothing is erased. You may ask again.',
        'After the command there may be no answer. Then we say that the result is not confirmed, not that the device is erased.',
      ],
      deadline: (days) => `Unless you choose otherwise, it waits ${days} days.`,
    },
    record: {
      title: 'The record',
      text: 'Of each wipe that has ended there is a record, from the request to the result. It is signed, so anybody can check that it was not changed. The contract holder can see it, keep it and print it.',
    },
    notMe: {
      title: 'If you are told of a wipe that you know nothing about',
      text: 'Tell us by the link in the message. You can cancel the wipe when signed in. If you cannot sign in, contact your carrier. A wipe that was asked for at a shop can be cancelled at that shop as well.',
    },
    start: 'Sign in and begin',
  },
  shopVisit: {
    title: 'At a shop',
    lead: 'If you cannot sign in because the device that you sign in with is lost, a docomo shop does it for you.',
    why: 'With 2-step authentication or a passkey set, and without the device for it, you can neither read the security code nor confirm on the device. So it cannot be done on these pages.',
    otherWays:
      'If the code can go to another mail address or phone, or another device has the passkey, you can sign in.',
    trySignIn: 'Try to sign in again',
    bring: {
      title: 'What to bring',
      lead: 'At least one of these identity documents, of the contract holder.',
      note: 'Without a document it cannot be done at the counter either. Only the contract holder can ask.',
      number: 'Know the number of the lost device, to its last four digits.',
    },
    book: {
      title: 'Book the visit',
      text: 'Please book before you come. Without a booking you are served too, but you may have to wait.',
      link: 'Book a visit',
      without: 'Book on your carrier’s website, or call a docomo shop near you.',
    },
    atShop: {
      title: 'At the counter',
      items: [
        'A clerk looks at your documents, and together you check the line and the device.',
        'You hear what is erased and what to mind, and say the last four digits of the number.',
        'You get a receipt. The device is wiped once it is on and in coverage.',
      ],
      same: 'Devices and conditions are the same at the counter. What is not covered cannot be wiped there either.',
    },
    meanwhile: { title: 'What you can do right now' },
    google: {
      title: 'Android devices',
      text: 'With the Google account used on the device, you may be able to erase it yourself.',
      guide: 'For more, see docomo’s guide to preparing and using Find My Device (in Japanese).',
      help: 'Google’s help',
    },
    apple: {
      title: 'iPhone and iPad',
      text: 'Not covered by remote wipe. Please use Apple’s way.',
    },
    lock: {
      title: 'Lock',
      text: 'You can lock the device and the wallet first.',
      link: 'To the lock',
    },
    ahamo: 'On the plan “ahamo” what shops do may differ. Ask when you book.',
    free: 'There is no charge.',
  },
};
