// A key as the gateway's control endpoint tells of it; amounts are rao as text.

export interface KeyRow {
  readonly id: string | number;
  readonly name: string;
  readonly prefix?: string;
  readonly depositAddress: string;
  readonly balanceRao: string;
  readonly heldRao?: string;
  readonly spentRao?: string;
  readonly capRao?: string | null;
  readonly revoked?: boolean;
}
