/** The account's numbers: https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
import { Router, type Request } from 'express';
import { rfc2822 } from '../dates.ts';
import type { Exchange } from '../calls/exchange.ts';
import type { IncomingNumber, NumberSettings } from '../numbers.ts';
import { API_VERSION } from '../webhooks/parameters.ts';
import type { RestContext } from './context.ts';
import { RestError, notFound } from './errors.ts';
import { readForm, type Form } from './form.ts';
import { newestFirst, page } from './page.ts';

export function numberRoutes({ net, root }: RestContext): Router {
  const router = Router();
  const present = (number: IncomingNumber) => presentNumber(net, root, number);
  const find = (request: Request): IncomingNumber => {
    const number = net.numbers.bySid(String(request.params['sid']));
    if (!number) throw notFound(request.originalUrl);
    return number;
  };
  router.post('/IncomingPhoneNumbers.json', (request, response) => {
    const form = readForm(request);
    const phoneNumber = form.text('PhoneNumber') ?? '';
    if (!/^\+\d{5,15}$/.test(phoneNumber)) throw new RestError(400, 21421, `PhoneNumber ${phoneNumber} is invalid`);
    if (net.numbers.at(phoneNumber)) throw new RestError(400, 21422, `PhoneNumber ${phoneNumber} is not available`);
    response.status(201).json(present(net.numbers.set(phoneNumber, readSettings(form))));
  });
  router.get('/IncomingPhoneNumbers.json', (request, response) => {
    const form = readForm(request);
    const numbers = newestFirst(net.numbers.list()).filter(
      ({ phoneNumber, friendlyName }) =>
        phoneNumber.includes(form.text('PhoneNumber')?.replace(/\*/g, '') ?? '') &&
        (!form.has('FriendlyName') || form.text('FriendlyName') === friendlyName),
    );
    response.json(page(request, 'incoming_phone_numbers', numbers, present));
  });
  router.get('/IncomingPhoneNumbers/:sid.json', (request, response) => {
    response.json(present(find(request)));
  });
  router.post('/IncomingPhoneNumbers/:sid.json', (request, response) => {
    response.json(present(net.numbers.set(find(request).phoneNumber, readSettings(readForm(request)))));
  });
  router.delete('/IncomingPhoneNumbers/:sid.json', (request, response) => {
    net.numbers.remove(find(request).sid);
    response.status(204).end();
  });
  return router;
}

function readSettings(form: Form): NumberSettings {
  const name = form.text('FriendlyName');
  return {
    ...(name === undefined ? {} : { friendlyName: name }),
    ...(form.has('VoiceUrl') ? { voice: form.target('VoiceUrl', 'VoiceMethod') } : {}),
    ...(form.has('VoiceFallbackUrl') ? { fallback: form.target('VoiceFallbackUrl', 'VoiceFallbackMethod') } : {}),
    ...(form.has('StatusCallback') ? { statusCallback: form.target('StatusCallback') } : {}),
    ...(form.has('SmsUrl') ? { sms: form.target('SmsUrl', 'SmsMethod') } : {}),
    ...settingOf(form, 'VoiceApplicationSid', 'voiceApplicationSid'),
    ...settingOf(form, 'SmsApplicationSid', 'smsApplicationSid'),
    ...settingOf(form, 'TrunkSid', 'trunkSid'),
  };
}

/** An empty value removes it from the number. */
function settingOf(form: Form, parameter: string, name: 'voiceApplicationSid' | 'smsApplicationSid' | 'trunkSid') {
  const value = form.text(parameter);
  return value === undefined ? {} : { [name]: value };
}

function presentNumber(net: Exchange, root: string, number: IncomingNumber): object {
  return {
    sid: number.sid,
    account_sid: net.account.sid,
    friendly_name: number.friendlyName,
    phone_number: number.phoneNumber,
    api_version: API_VERSION,
    beta: false,
    capabilities: { voice: true, sms: number.takesTexts, mms: false, fax: false },
    date_created: rfc2822(number.createdAt),
    date_updated: rfc2822(number.updatedAt),
    address_requirements: 'none',
    address_sid: null,
    bundle_sid: null,
    identity_sid: null,
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    emergency_status: 'Inactive',
    origin: 'twilio',
    sms_application_sid: number.smsApplicationSid,
    sms_fallback_method: 'POST',
    sms_fallback_url: '',
    sms_method: number.sms?.method ?? 'POST',
    sms_url: number.sms?.url ?? '',
    status: 'in-use',
    status_callback: number.statusCallback?.url ?? '',
    status_callback_method: number.statusCallback?.method ?? 'POST',
    trunk_sid: number.trunkSid || null,
    type: /^\+18(00|33|44|55|66|77|88)/.test(number.phoneNumber) ? 'toll-free' : 'local',
    voice_application_sid: number.voiceApplicationSid,
    voice_caller_id_lookup: false,
    voice_fallback_method: number.fallback?.method ?? 'POST',
    voice_fallback_url: number.fallback?.url ?? '',
    voice_method: number.voice?.method ?? 'POST',
    voice_receive_mode: 'voice',
    voice_url: number.voice?.url ?? '',
    uri: `${root}/IncomingPhoneNumbers/${number.sid}.json`,
    subresource_uris: { assigned_add_ons: `${root}/IncomingPhoneNumbers/${number.sid}/AssignedAddOns.json` },
  };
}
