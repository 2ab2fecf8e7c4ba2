/** Refusals in plain words, by the API's names. A name that is not here gets `errors.other`. */
export const errors = {
  'errors.other': 'That did not work ({reason}). Try again.',
  'errors.network': 'The server cannot be reached. Check your connection.',
  'errors.FLOOD_WAIT': 'Too many tries. Wait {time} and try again.',
  'errors.PHONE_NUMBER_INVALID': 'This is not a valid phone number.',
  'errors.PHONE_NUMBER_BANNED': 'This number is blocked on this server.',
  'errors.PHONE_NUMBER_FLOOD': 'This number asked for too many codes. Try again later.',
  'errors.PHONE_CODE_INVALID': 'The code is not right.',
  'errors.PHONE_CODE_EMPTY': 'Enter the code.',
  'errors.PHONE_CODE_EXPIRED': 'The code is no longer valid. Ask for a new one.',
  'errors.PASSWORD_HASH_INVALID': 'The password is not right.',
  'errors.FIRSTNAME_INVALID': 'Enter your name.',
  'errors.PHONE_NUMBER_UNOCCUPIED':
    'There is no account with this number, and this server takes no new ones.',
  'errors.MESSAGE_TOO_LONG': 'The message is too long.',
  'errors.USER_IS_BLOCKED': 'You cannot write to this person.',
  'errors.PEER_FLOOD': 'You wrote to too many new people today. Try again tomorrow.',
  'errors.USERNAME_INVALID': 'This username cannot be used.',
  'errors.USERNAME_OCCUPIED': 'This username is taken.',
  'errors.FRESH_RESET_AUTHORISATION_FORBIDDEN':
    'This device is new here: it may end others after a day.',
  'errors.CODE_INVALID': 'The code is not right.',
  'errors.EMAIL_INVALID': 'This is not a valid e-mail address.',
  'errors.EMAIL_HASH_EXPIRED': 'The code is no longer valid. Ask for a new one.',
  'errors.PASSWORD_RECOVERY_NA': 'There is no recovery e-mail for this password.',
  'errors.NEW_SETTINGS_INVALID': 'The password cannot be set so.',
} as const
