/** One part of a service that must be ready before the service is. */
export interface HealthComponent {
  ready(detail?: string): void;
  /** `detail` says what is still missing, for the person who asks `/health/ready`. */
  notReady(detail: string): void;
}

export interface ComponentStatus {
  readonly ready: boolean;
  readonly detail: string;
}

export interface HealthStatus {
  /** True once every component is. */
  readonly ready: boolean;
  readonly components: Readonly<Record<string, ComponentStatus>>;
}

/** Whether a service can do its work, told by its components and asked by a load balancer. */
export class Health {
  readonly #components = new Map<string, ComponentStatus>();

  /** Adds a component, not ready until it says so. */
  component(name: string): HealthComponent {
    this.#components.set(name, { ready: false, detail: 'starting' });
    return {
      ready: (detail = 'ready') => this.#components.set(name, { ready: true, detail }),
      notReady: (detail) => this.#components.set(name, { ready: false, detail }),
    };
  }

  status(): HealthStatus {
    return {
      ready: [...this.#components.values()].every((component) => component.ready),
      components: Object.fromEntries(this.#components),
    };
  }
}
