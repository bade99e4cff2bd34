import { Component, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatIconModule } from '@angular/material/icon';
import { MatInputModule } from '@angular/material/input';
import { ActivatedRoute, Router } from '@angular/router';

import { BrandMark } from '../shell/brand-mark.ts';
import { AuthSession } from './auth-session.ts';
import { SignInError } from './sign-in-error.ts';

/** The sign-in page. Also reached when a session has ended: then the user name is filled in and local data waits. */
@Component({
  selector: 'app-sign-in',
  imports: [BrandMark, MatButtonModule, MatFormFieldModule, MatIconModule, MatInputModule, ReactiveFormsModule],
  templateUrl: './sign-in.html',
  styleUrl: './sign-in.scss',
})
export class SignIn {
  private readonly session = inject(AuthSession);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly passwordInput = viewChild.required<ElementRef<HTMLInputElement>>('password');

  protected readonly again = this.session.needsSignIn;
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly passwordShown = signal(false);
  protected readonly form = new FormGroup({
    username: new FormControl(this.session.user()?.username ?? '', {
      nonNullable: true,
      validators: Validators.required,
    }),
    password: new FormControl('', { nonNullable: true, validators: Validators.required }),
  });

  protected async submit(): Promise<void> {
    this.form.markAllAsTouched();
    if (this.form.invalid || this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    const { username, password } = this.form.getRawValue();
    try {
      await this.session.signIn(username.trim(), password);
      await this.router.navigateByUrl(this.next());
    } catch (error) {
      this.problem.set(error instanceof SignInError ? error.message : 'Signing in failed. Try again.');
      this.passwordInput().nativeElement.select();
    } finally {
      this.busy.set(false);
    }
  }

  /** Only paths of this application: `//elsewhere` would leave it. */
  private next(): string {
    const next = this.route.snapshot.queryParamMap.get('next') ?? '/';
    return /^\/(?![/\\])/.test(next) ? next : '/';
  }
}
