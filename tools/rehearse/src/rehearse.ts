import { setScene } from './scene.ts';
import type { SceneOptions } from './scene.ts';
import { breakJoin } from './steps/break-join.ts';
import { follow } from './steps/follow.ts';
import { mendJoin } from './steps/mend-join.ts';
import { StepFailedError, Talk } from './talk.ts';

export interface RehearsalOptions extends SceneOptions {
  /** Breaks it off. */
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
}

/**
 * Goes through the talk, on a demo of its own, and tells what the audience would have seen. Resolves,
 * once nothing of it is left, to whether all was as it should be.
 */
export async function rehearse({ signal, tell, ...options }: RehearsalOptions): Promise<boolean> {
  await using closing = new AsyncDisposableStack();
  const talk = new Talk(tell, signal);
  try {
    const scene = await setScene(options, talk, closing);
    await follow(scene, talk);
    const broken = await breakJoin(scene, talk);
    await mendJoin(scene, talk, broken);
    return true;
  } catch (error) {
    if (error instanceof StepFailedError) return false;
    throw error;
  }
}
