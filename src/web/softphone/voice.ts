/**
 * The audio: one WebRTC connection to each phone that we hear or that hears us. The network says which ones and relays
 * signaling; audio goes directly between browsers. Both are on this machine, so no STUN or TURN server is needed.
 *
 * Each page has a random id. Two pages exchange ids as a greeting, and the one with the greater id sends the offer. A
 * reloaded page has a new id: its greeting restarts the connection, and signals for the old page are ignored.
 *
 * The microphone track is given only to phones that may hear us; replacing a sender's track needs no renegotiation.
 */
import type { Audio as Hearing } from '../../shared/phone.ts';
import { createStore, type Store } from '../base/createStore.ts';
import { newKey } from '../base/http.ts';
import { audioContext, playElement } from './audio.ts';
import { askForMicrophone, close, openMicrophone, watchTalking, type MicrophoneState } from './microphone.ts';

export interface VoiceParts {
  readonly signal: (to: string, data: Signal) => void;
  /** Reports when the user starts or stops talking. */
  readonly talk: (isTalking: boolean) => void;
}

export interface Voice {
  readonly microphone: Store<MicrophoneState>;
  /** Requests the microphone; call within a click. */
  prepare(): Promise<void>;
  /** Opens the microphone for a call. No effect if it is open. */
  open(): void;
  /** The set of phones that we hear or that hear us has changed. */
  follow(audio: Hearing): void;
  receive(from: string, data: unknown): void;
  setMuted(isMuted: boolean): void;
  /** Ends all audio when the call is over. */
  close(): void;
}

type Signal =
  | { readonly kind: 'hello'; readonly from: string }
  | {
      readonly kind: 'description';
      readonly from: string;
      readonly to: string;
      readonly description: RTCSessionDescriptionInit;
    }
  | { readonly kind: 'candidate'; readonly from: string; readonly to: string; readonly candidate: RTCIceCandidateInit };

/** The connection to one other phone. */
interface Peer {
  readonly address: string;
  readonly element: HTMLAudioElement;
  theirId: string | null;
  connection: RTCPeerConnection | null;
  sender: RTCRtpSender | null;
  /** ICE candidates that arrived before their description. */
  early: RTCIceCandidateInit[];
  /** Runs WebRTC's asynchronous steps in order. */
  work: Promise<void>;
}

const SILENCE: Hearing = { hears: [], heardBy: [] };

export function createVoice(parts: VoiceParts): Voice {
  const myId = newKey();
  const microphone = createStore<MicrophoneState>('unknown');
  const peers = new Map<string, Peer>();
  let hearing = SILENCE;
  let isOpen = false;
  let isMuted = false;
  let stream: MediaStream | null = null;
  let stopWatching: () => void = () => undefined;

  const track = () => stream?.getAudioTracks()[0] ?? null;

  async function openUp(): Promise<void> {
    const opened = await openMicrophone();
    microphone.set(typeof opened === 'string' ? opened : 'on');
    if (typeof opened === 'string') return;
    // The call may have ended before the user gave permission.
    if (!isOpenNow()) return close(opened);
    stream = opened;
    stopWatching = watchTalking(audioContext(), opened, parts.talk);
    applyMute();
    for (const peer of peers.values()) await giveTrack(peer);
  }
  const isOpenNow = () => isOpen;

  function applyMute(): void {
    const mine = track();
    if (mine) mine.enabled = !isMuted;
  }

  async function giveTrack({ sender, address }: Peer): Promise<void> {
    await sender?.replaceTrack(hearing.heardBy.includes(address) ? track() : null);
  }

  function disconnect(peer: Peer): void {
    peer.connection?.close();
    peer.element.srcObject = null;
    Object.assign(peer, { connection: null, sender: null, early: [], theirId: null });
  }

  /** Queues the next step for a peer. If a step fails, the next greeting restarts the connection. */
  function queueStep(peer: Peer, step: () => Promise<void> | void): void {
    peer.work = peer.work.then(step).catch(() => disconnect(peer));
  }

  function connect(peer: Peer, theirId: string): RTCPeerConnection {
    const connection = new RTCPeerConnection();
    peer.connection = connection;
    connection.onicecandidate = ({ candidate }) => {
      if (candidate) {
        parts.signal(peer.address, { kind: 'candidate', from: myId, to: theirId, candidate: candidate.toJSON() });
      }
    };
    connection.ontrack = ({ track: theirs }) => {
      peer.element.srcObject = new MediaStream([theirs]);
      playElement(peer.element);
    };
    connection.onconnectionstatechange = () => {
      if (connection.connectionState === 'failed' && peer.connection === connection && myId > theirId) {
        queueStep(peer, () => offer(peer, theirId, true));
      }
    };
    return connection;
  }

  async function offer(peer: Peer, theirId: string, isRestart = false): Promise<void> {
    const connection = peer.connection ?? connect(peer, theirId);
    // Bidirectional from the start: without a microphone we send nothing, and opening one later needs no new offer.
    peer.sender ??= connection.addTransceiver('audio', { direction: 'sendrecv' }).sender;
    await giveTrack(peer);
    await connection.setLocalDescription(await connection.createOffer({ iceRestart: isRestart }));
    describe(peer, theirId, connection);
  }

  async function take(peer: Peer, theirId: string, description: RTCSessionDescriptionInit): Promise<void> {
    const connection = peer.connection ?? connect(peer, theirId);
    await connection.setRemoteDescription(description);
    for (const candidate of peer.early.splice(0)) await connection.addIceCandidate(candidate);
    if (description.type !== 'offer') return;
    const [transceiver] = connection.getTransceivers();
    if (!transceiver) return;
    transceiver.direction = 'sendrecv';
    peer.sender = transceiver.sender;
    await giveTrack(peer);
    await connection.setLocalDescription(await connection.createAnswer());
    describe(peer, theirId, connection);
  }

  function describe({ address }: Peer, to: string, { localDescription }: RTCPeerConnection): void {
    if (!localDescription) return;
    const { type, sdp } = localDescription;
    parts.signal(address, { kind: 'description', from: myId, to, description: { type, sdp } });
  }

  async function handle(peer: Peer, signal: Signal): Promise<void> {
    if (signal.kind === 'hello') {
      if (signal.from === peer.theirId) return;
      disconnect(peer);
      peer.theirId = signal.from;
      // They may have missed our first greeting; a peer that knows us ignores the repeat.
      parts.signal(peer.address, { kind: 'hello', from: myId });
      if (myId > signal.from) await offer(peer, signal.from);
      return;
    }
    if (signal.to !== myId || signal.from !== peer.theirId) return;
    if (signal.kind === 'description') return take(peer, signal.from, signal.description);
    if (peer.connection?.remoteDescription) await peer.connection.addIceCandidate(signal.candidate);
    else peer.early.push(signal.candidate);
  }

  return {
    microphone,
    async prepare() {
      if (stream) return;
      microphone.set(await askForMicrophone());
    },
    open() {
      if (isOpen) return;
      isOpen = true;
      isMuted = false;
      void openUp();
    },
    follow(next) {
      hearing = next;
      const wanted = new Set([...next.hears, ...next.heardBy]);
      for (const [address, peer] of peers) {
        if (wanted.has(address)) continue;
        peers.delete(address);
        queueStep(peer, () => disconnect(peer));
      }
      for (const address of wanted) {
        let peer = peers.get(address);
        if (!peer) {
          peer = {
            address,
            element: new Audio(),
            theirId: null,
            connection: null,
            sender: null,
            early: [],
            work: Promise.resolve(),
          };
          peers.set(address, peer);
          parts.signal(address, { kind: 'hello', from: myId });
        }
        const known = peer;
        known.element.muted = !next.hears.includes(address);
        queueStep(known, () => giveTrack(known));
      }
    },
    receive(from, data) {
      const peer = peers.get(from);
      if (peer) queueStep(peer, () => handle(peer, data as Signal));
    },
    setMuted(next) {
      isMuted = next;
      applyMute();
    },
    close() {
      isOpen = false;
      this.follow(SILENCE);
      stopWatching();
      stopWatching = () => undefined;
      if (stream) close(stream);
      stream = null;
    },
  };
}
