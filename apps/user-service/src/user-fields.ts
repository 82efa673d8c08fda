import {
  dateField,
  idField,
  line,
  nameField,
  nullable,
  nullByDefault,
  optional,
  textField,
  urlField,
} from '@user-information/entity-service';
import { z } from 'zod';

const maxUsernameChars = 50;
const maxLocationChars = 200;

const username = z
  .string()
  .regex(new RegExp(`^[A-Za-z0-9_]{1,${maxUsernameChars}}$`))
  .describe(`1 to ${maxUsernameChars} letters, digits or underscores`);
const location = line(maxLocationChars);

/** Of `POST /users`: what is left out is null, and the id a new one. */
export const newUserFields = {
  userId: optional(idField),
  username,
  name: nameField,
  description: nullByDefault(textField),
  location: nullByDefault(location),
  webPageUrl: nullByDefault(urlField),
  joinedDate: nullByDefault(dateField),
  profileImageUrl: nullByDefault(urlField),
  backgroundImageUrl: nullByDefault(urlField),
};

/** Of `PATCH /users/:userId`: what is left out stays. */
export const changedUserFields = {
  username: optional(username),
  name: optional(nameField),
  description: optional(nullable(textField)),
  location: optional(nullable(location)),
  webPageUrl: optional(nullable(urlField)),
  joinedDate: optional(nullable(dateField)),
  profileImageUrl: optional(nullable(urlField)),
  backgroundImageUrl: optional(nullable(urlField)),
};
